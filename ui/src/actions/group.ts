import { view } from "../view.svelte";
import type { Action } from "./action";
import { canEdit, selected } from "./when";
import { words } from "../words";

export const group: Action = {
  id: "group",
  name: words.actions.group,
  group: "Arrange",
  keys: ["Mod+G"],
  possible: () => canEdit() && selected("actor").length > 0,
  run: () => view.ask({ ask: "group" }),
};
