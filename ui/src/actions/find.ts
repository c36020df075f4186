import { view } from "../view.svelte";
import type { Action } from "./action";
import { onMap } from "./when";
import { words } from "../words";

export const find: Action = {
  id: "find",
  name: words.actions.find,
  group: "Edit",
  keys: ["Mod+F"],
  inText: true,
  possible: onMap,
  run: () => void (view.overlay = "find"),
};
