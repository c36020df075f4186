import { view, type Way } from "../view.svelte";
import { words } from "../words";
import type { Action } from "./action";
import { onMap } from "./when";

const action = (way: Way, key: string): Action => ({
  id: `walk_${way}`,
  name: words.walk.ways[way],
  group: "View",
  keys: [`Alt+${key}`],
  possible: onMap,
  run: () => view.ask({ ask: "walk", way }),
});

/** From an actor to a flow of it, and on to the actor at its other end. */
export const walk: readonly Action[] = [
  action("left", "ArrowLeft"),
  action("right", "ArrowRight"),
  action("up", "ArrowUp"),
  action("down", "ArrowDown"),
];
