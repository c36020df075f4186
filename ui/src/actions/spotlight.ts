import { view } from "../view.svelte";
import type { Action } from "./action";
import { onMap } from "./when";

export const spotlight: Action = {
  id: "spotlight",
  name: "Spotlight at the pointer",
  group: "View",
  keys: ["S"],
  possible: onMap,
  on: () => view.spotlight,
  run: () => void (view.spotlight = !view.spotlight),
};
