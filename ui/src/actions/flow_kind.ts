import { doc } from "../document.svelte";
import { KIND_NAMES, KINDS } from "../records";
import type { Action } from "./action";
import { canEdit, selected } from "./when";

/** What the selected flows are: the digits. */
export const flowKinds: readonly Action[] = KINDS.map((kind, index) => ({
  id: `flow_${kind}`,
  name: `Make the flow ${KIND_NAMES[kind]}`,
  group: "Edit",
  keys: [`${index + 1}`],
  possible: () => canEdit() && selected("flow").length > 0,
  run: () => doc.setField(selected("flow"), "kind", kind),
}));
