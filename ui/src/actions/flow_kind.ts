import { doc } from "../document.svelte";
import { KINDS } from "../records";
import type { Action } from "./action";
import { canEdit, selected } from "./when";
import { words } from "../words";

/** What the selected flows are: the digits. */
export const flowKinds: readonly Action[] = KINDS.map((kind, index) => ({
  id: `flow_${kind}`,
  name: words.actions.makeFlow[kind],
  group: "Edit",
  keys: [`${index + 1}`],
  possible: () => canEdit() && selected("flow").length > 0,
  run: () => doc.setField(selected("flow"), "kind", kind),
}));
