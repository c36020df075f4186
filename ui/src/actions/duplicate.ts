import { doc } from "../document.svelte";
import { addedBy } from "../records";
import { view } from "../view.svelte";
import type { Action } from "./action";
import { canEdit, placed } from "./when";
import { words } from "../words";

export const duplicate: Action = {
  id: "duplicate",
  name: words.actions.duplicate,
  group: "Edit",
  keys: ["Mod+D"],
  possible: () => canEdit() && placed().length > 0,
  async run() {
    const added = addedBy(await doc.duplicate(placed())).filter((id) => id.table !== "flow");
    if (added.length > 0) view.select(added);
  },
};
