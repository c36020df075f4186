import { doc } from "../document.svelte";
import type { Action } from "./action";
import { canEdit, selected } from "./when";
import { words } from "../words";

export const remove: Action = {
  id: "delete",
  name: words.actions.remove,
  group: "Edit",
  keys: ["Delete", "Backspace"],
  possible: () => canEdit() && selected().length > 0,
  run: () => doc.edit({ command: "RemoveItems", items: selected() }),
};
