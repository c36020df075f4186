import { view } from "../view.svelte";
import type { Action } from "./action";
import { canEdit } from "./when";
import { words } from "../words";

export const newActor: Action = {
  id: "new_actor",
  name: words.actions.newActor,
  group: "Insert",
  keys: ["A"],
  possible: canEdit,
  run: () => view.ask({ ask: "new_actor" }),
};
