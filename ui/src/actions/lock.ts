import { doc } from "../document.svelte";
import type { Action } from "./action";
import { canEdit, selected } from "./when";
import { words } from "../words";

const allLocked = () =>
  selected("actor").every((id) => id.table === "actor" && doc.records.actor.get(id.id)?.locked);

export const lock: Action = {
  id: "lock",
  name: words.actions.lock,
  group: "Arrange",
  keys: ["Mod+L"],
  possible: () => canEdit() && selected("actor").length > 0,
  on: () => selected("actor").length > 0 && allLocked(),
  run: () => doc.setField(selected("actor"), "locked", allLocked() ? "" : "yes"),
};
