import { view } from "../view.svelte";
import type { Action } from "./action";
import { onMap } from "./when";

export const find: Action = {
  id: "find",
  name: "Find on the map",
  group: "Edit",
  keys: ["Mod+F"],
  inText: true,
  possible: onMap,
  run: () => void (view.overlay = "find"),
};
