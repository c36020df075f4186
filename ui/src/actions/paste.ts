import { doc } from "../document.svelte";
import { view } from "../view.svelte";
import type { Action } from "./action";
import { canEdit } from "./when";
import { words } from "../words";

export const paste: Action = {
  id: "paste",
  name: words.actions.paste,
  group: "Edit",
  keys: ["Mod+V"],
  possible: canEdit,
  async run() {
    const said = await doc.paste({ ...view.centre });
    if (said && said.touched.length > 0) view.ask({ ask: "show", items: view.selection });
    const [problem] = said?.problems ?? [];
    if (!said || !problem) return;
    const others = said.problems.length - 1;
    view.toast({
      tone: "warning",
      message: words.actions.pasteLeftOut(problem.line, problem.reason),
      hint: others > 0 ? words.actions.pasteMore(others) : problem.nearest,
    });
  },
};
