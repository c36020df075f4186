import { view } from "../view.svelte";
import type { Action } from "./action";
import { canEdit } from "./when";

export const newActor: Action = {
  id: "new_actor",
  name: "New actor",
  group: "Insert",
  keys: ["A"],
  possible: canEdit,
  run: () => view.ask({ ask: "new_actor" }),
};
