import { view } from "../view.svelte";
import type { Action } from "./action";
import { onMap } from "./when";

export const selectNone: Action = {
  id: "select_none",
  name: "Select nothing",
  group: "Edit",
  keys: ["Escape"],
  possible: () => onMap() && (view.selection.length > 0 || view.tool !== "select"),
  run() {
    view.tool = "select";
    view.select([]);
  },
};
