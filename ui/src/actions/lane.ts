import { view } from "../view.svelte";
import type { Action } from "./action";
import { onMap } from "./when";
import { words } from "../words";

export const lane: Action = {
  id: "lane",
  name: words.actions.lane,
  group: "Insert",
  keys: ["/"],
  possible: onMap,
  run: () => view.ask({ ask: "focus_lane" }),
};
