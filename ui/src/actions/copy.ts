import { doc } from "../document.svelte";
import type { Action } from "./action";
import { onMap, selected } from "./when";

export const copy: Action = {
  id: "copy",
  name: "Copy",
  group: "Edit",
  keys: ["Mod+C"],
  possible: () => onMap() && selected().length > 0,
  run: () => doc.copy(selected()),
};
