import { doc } from "../document.svelte";
import type { Action } from "./action";
import { canEdit, selected } from "./when";
import { words } from "../words";

export const reverse: Action = {
  id: "reverse",
  name: words.actions.reverse,
  group: "Edit",
  keys: ["Mod+R"],
  possible: () => canEdit() && selected("flow").length > 0,
  run: () =>
    doc.edit({
      command: "ReverseFlows",
      flows: selected("flow").flatMap((id) => (id.table === "flow" ? [id.id] : [])),
    }),
};
