import { doc } from "../document.svelte";
import { addedBy } from "../records";
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
  async run() {
    const actors = selected("actor").flatMap((id) => (id.table === "actor" ? [id.id] : []));
    const changed = await doc.edit({ command: "GroupIntoZone", title: "", actors });
    const zone = addedBy(changed).find((id) => id.table === "zone");
    if (!zone) return;
    view.select([zone]);
    view.ask({ ask: "rename", item: zone });
  },
};
