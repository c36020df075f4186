import { view } from "../view.svelte";
import type { Action } from "./action";
import { onMap } from "./when";
import { words } from "../words";

export const spotlight: Action = {
  id: "spotlight",
  name: words.actions.spotlight,
  group: "View",
  keys: ["S"],
  possible: onMap,
  on: () => view.spotlight,
  run: () => void (view.spotlight = !view.spotlight),
};
