import { idOf } from "../records";
import { doc } from "../document.svelte";
import { view } from "../view.svelte";
import type { Action } from "./action";
import { onMap } from "./when";

export const selectAll: Action = {
  id: "select_all",
  name: "Select all",
  group: "Edit",
  keys: ["Mod+A"],
  possible: onMap,
  run: () => view.select([...doc.items.keys()].map(idOf).filter((id) => id.table !== "info")),
};
