import { doc } from "../document.svelte";
import { view } from "../view.svelte";
import type { Action } from "./action";
import { canEdit } from "./when";

export const paste: Action = {
  id: "paste",
  name: "Paste",
  group: "Edit",
  keys: ["Mod+V"],
  possible: canEdit,
  async run() {
    const said = await doc.paste({ ...view.centre });
    const [problem] = said?.problems ?? [];
    if (!said || !problem) return;
    const others = said.problems.length - 1;
    view.toast({
      tone: "warning",
      message: `Line ${problem.line} was left out: ${problem.reason}`,
      hint: others > 0 ? `${others} more lines were left out.` : problem.nearest,
    });
  },
};
