import { view } from "../view.svelte";
import type { Action } from "./action";
import { canEdit, selected } from "./when";
import { words } from "../words";

export const newLinkedActor: Action = {
  id: "new_linked_actor",
  name: words.actions.newLinkedActor,
  group: "Insert",
  keys: ["Tab"],
  onCanvas: true,
  possible: () => canEdit() && selected("actor").length === 1,
  run: () => view.ask({ ask: "new_linked_actor" }),
};
