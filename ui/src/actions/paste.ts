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
    if (!said) return;
    if (said.touched.length > 0) view.ask({ ask: "show", items: view.selection });
    // What was not understood is mended where lines are written.
    if (said.problems.length > 0) view.ask({ ask: "mend", said });
  },
};
