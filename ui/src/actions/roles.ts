import { view } from "../view.svelte";
import { words } from "../words";
import type { Action } from "./action";
import { canEdit, selected } from "./when";

/** Straight to where the roles of what is selected are typed. */
export const roles: Action = {
  id: "roles",
  name: words.actions.roles,
  group: "Edit",
  keys: ["R"],
  possible: () => canEdit() && selected("actor").length > 0 && selected("actor").length === selected().length,
  run() {
    view.panel = "selection";
    view.fieldAsked = "roles";
  },
};
