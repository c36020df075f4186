import { view } from "../view.svelte";
import type { Action } from "./action";
import { canEdit, selected } from "./when";

export const newLinkedActor: Action = {
  id: "new_linked_actor",
  name: "New actor linked from the selected one",
  group: "Insert",
  keys: ["Tab"],
  onCanvas: true,
  possible: () => canEdit() && selected("actor").length === 1,
  run: () => view.ask({ ask: "new_linked_actor" }),
};
