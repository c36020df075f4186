import { idOf } from "../records";
import { doc } from "../document.svelte";
import { view } from "../view.svelte";
import type { Action } from "./action";
import { onMap } from "./when";
import { words } from "../words";

export const selectAll: Action = {
  id: "select_all",
  name: words.actions.selectAll,
  group: "Edit",
  keys: ["Mod+A"],
  possible: onMap,
  run: () => view.select([...doc.items.keys()].map(idOf).filter((id) => id.table !== "info")),
};
