import { doc } from "../document.svelte";
import type { Action } from "./action";
import { remove } from "./remove";
import { canEdit, selected } from "./when";
import { words } from "../words";

export const cut: Action = {
  id: "cut",
  name: words.actions.cut,
  group: "Edit",
  keys: ["Mod+X"],
  possible: () => canEdit() && selected().length > 0,
  async run() {
    await doc.copy(selected());
    await remove.run();
  },
};
