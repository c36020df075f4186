import { view } from "../view.svelte";
import type { Action } from "./action";
import { onMap } from "./when";

export const lane: Action = {
  id: "lane",
  name: "Type a statement",
  group: "Insert",
  keys: ["/"],
  possible: onMap,
  run: () => view.ask({ ask: "focus_lane" }),
};
