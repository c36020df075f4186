// Identities of records as map keys, and the few questions everyone asks of them.
import type { Changed } from "./generated/Changed";
import type { Kind } from "./generated/Kind";
import type { Record as AnyRecord } from "./generated/Record";
import type { RecordId } from "./generated/RecordId";

/** A record's identity as one string: "actor:3". */
export type Key = string;

/** The tables of a map that hold many records. */
export type Table = Exclude<AnyRecord["table"], "info">;

/** The record type of a table. */
export type RecordOf<T extends AnyRecord["table"]> = Extract<AnyRecord, { table: T }>["record"];

/** The kinds in the order of lanes, of chips and of the digits 1 to 6. */
export const KINDS: readonly Kind[] = ["money", "data", "decision", "trust", "attention", "product"];

export function keyOf(id: RecordId): Key {
  return id.table === "info" ? "info" : `${id.table}:${id.id}`;
}

export function idOf(key: Key): RecordId {
  const [table, number] = key.split(":");
  return (number === undefined ? { table } : { table, id: Number(number) }) as RecordId;
}

export const actorId = (id: number): RecordId => ({ table: "actor", id });
export const flowId = (id: number): RecordId => ({ table: "flow", id });

/** The records that a change added, in order of identity. */
export function addedBy(changed: Changed | null): RecordId[] {
  return changed?.diff.changes.filter((c) => c.before === null).map((c) => c.id) ?? [];
}
