import { view } from "../view.svelte";
import { words } from "../words";
import type { Action } from "./action";
import { onMap } from "./when";

export const minimap: Action = {
  id: "minimap",
  name: words.minimap,
  group: "View",
  keys: ["M"],
  possible: onMap,
  on: () => view.minimap,
  run: () => void (view.minimap = !view.minimap),
};
