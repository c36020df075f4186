import { doc } from "../document.svelte";
import type { Action } from "./action";
import { onMap, selected } from "./when";
import { words } from "../words";

export const copy: Action = {
  id: "copy",
  name: words.actions.copy,
  group: "Edit",
  keys: ["Mod+C"],
  possible: () => onMap() && selected().length > 0,
  run: () => doc.copy(selected()),
};
