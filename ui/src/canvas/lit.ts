// What is lit together with what is named.
import type { RecordId } from "../generated/RecordId";
import { doc } from "../document.svelte";
import { keyOf, type Key } from "../records";

/** What is named, and the ends of the flows that are: a flow between two shadows says nothing. */
export function litBy(ids: readonly RecordId[]): Set<Key> {
  const lit = new Set(ids.map(keyOf));
  for (const id of ids) {
    const flow = id.table === "flow" ? doc.records.flow.get(id.id) : undefined;
    if (flow) lit.add(`actor:${flow.from}`).add(`actor:${flow.to}`);
  }
  return lit;
}
