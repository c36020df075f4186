import { doc } from "../document.svelte";
import type { Action } from "./action";
import { canEdit, selected } from "./when";

export const tidy: Action = {
  id: "tidy",
  name: "Tidy",
  group: "Arrange",
  keys: ["Mod+Shift+L"],
  title: () => (selected("actor").length > 1 ? "Tidy what is selected" : "Tidy the map"),
  possible: () => canEdit() && doc.records.actor.size > 0,
  run: () => doc.tidy(selected("actor").length > 1 ? selected("actor") : []),
};
