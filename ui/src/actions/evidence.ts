import { doc } from "../document.svelte";
import type { Evidence } from "../generated/Evidence";
import { words } from "../words";
import type { Action } from "./action";
import { canEdit, selected } from "./when";

const ALL: readonly Evidence[] = ["known", "estimated", "assumed"];

/** How well the selected flows are known. */
export const evidence: readonly Action[] = ALL.map((how) => ({
  id: `evidence_${how}`,
  name: words.actions.evidence[how],
  group: "Edit",
  keys: [],
  possible: () => canEdit() && selected("flow").length > 0,
  run: () => doc.setField(selected("flow"), "evidence", how),
}));
