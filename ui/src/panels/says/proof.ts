// What a finding rests on, as people name it: actors, and flows with their source and how sure they are.
import { doc } from "../../document.svelte";
import type { Kind } from "../../generated/Kind";
import type { RecordId } from "../../generated/RecordId";
import { said } from "../../vocabulary";
import { day } from "../registers/registers";

export interface Proven {
  readonly id: RecordId;
  readonly name: string;
  /** Of a flow. */
  readonly kind: Kind | null;
  /** "estimated, CRM export, 31 Mar 2026"; empty for an actor. */
  readonly told: string;
}

/** The name of an actor or a flow. */
export function nameOf(id: RecordId): string {
  const name = (actor: number) => doc.records.actor.get(actor)?.name ?? "";
  if (id.table === "actor") return name(id.id);
  const flow = id.table === "flow" ? doc.records.flow.get(id.id) : undefined;
  if (!flow) return "";
  const ends = `${name(flow.from)} \u2192 ${name(flow.to)}`;
  return flow.label ? `${ends}: ${flow.label}` : ends;
}

/** Actors and flows, those that are still on the map. */
export function provenOf(evidence: readonly RecordId[]): Proven[] {
  return evidence
    .filter((id) => doc.has(id))
    .map((id) => {
      const flow = id.table === "flow" ? doc.records.flow.get(id.id) : undefined;
      const told = flow
        ? [said(flow.evidence), flow.source, day(flow.evidence_date)].filter(Boolean).join(", ")
        : "";
      return { id, name: nameOf(id), kind: flow?.kind ?? null, told };
    });
}
