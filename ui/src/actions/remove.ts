import { doc } from "../document.svelte";
import type { Action } from "./action";
import { canEdit, selected } from "./when";

export const remove: Action = {
  id: "delete",
  name: "Delete",
  group: "Edit",
  keys: ["Delete", "Backspace"],
  possible: () => canEdit() && selected().length > 0,
  run: () => doc.edit({ command: "RemoveItems", items: selected() }),
};
