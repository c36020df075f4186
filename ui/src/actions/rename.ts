import { view } from "../view.svelte";
import type { Action } from "./action";
import { canEdit, selected } from "./when";

export const rename: Action = {
  id: "rename",
  name: "Rename, or write the label",
  group: "Edit",
  keys: ["F2", "Enter"],
  onCanvas: true,
  possible: () => canEdit() && selected().length === 1,
  run() {
    const [item] = selected();
    if (item) view.ask({ ask: "rename", item });
  },
};
