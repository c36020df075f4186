import { doc } from "../document.svelte";
import type { Action } from "./action";
import { canEdit, selected } from "./when";
import { words } from "../words";

/** The one actor that is selected. */
function actor() {
  const [only, ...others] = selected();
  return only?.table === "actor" && others.length === 0 ? doc.records.actor.get(only.id) : undefined;
}

/** From whose side the map is seen. */
export const us: Action = {
  id: "us",
  name: words.actions.us,
  group: "Edit",
  keys: [],
  possible: () => canEdit() && actor() !== undefined,
  on: () => actor() !== undefined && actor()?.id === doc.info?.us,
  run: () => doc.setField([{ table: "info" }], "us", actor()?.name ?? ""),
};
