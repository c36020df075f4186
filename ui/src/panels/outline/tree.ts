// The map as a tree: zones, the actors in them, the flows of each; and which rows of it are in sight.
import type { Actor } from "../../generated/Actor";
import type { Flow } from "../../generated/Flow";
import type { Note } from "../../generated/Note";
import type { RecordId } from "../../generated/RecordId";
import type { Zone } from "../../generated/Zone";
import { said } from "../../vocabulary";

export interface Twig {
  /** Unique in the tree; a flow stands under both its ends. */
  readonly key: string;
  /** Null for headings that are no record. */
  readonly id: RecordId | null;
  readonly name: string;
  /** Beside the name: a role, what the flow goes to. */
  readonly aside: string;
  readonly flow?: Flow;
  readonly children: readonly Twig[];
}

/** A twig as a row of the list. */
export interface Row {
  readonly twig: Twig;
  /** From 1. */
  readonly level: number;
  readonly open: boolean;
  readonly parent: number;
  readonly place: number;
  readonly siblings: number;
}

export interface Forest {
  readonly actors: readonly Actor[];
  readonly flows: readonly Flow[];
  readonly zones: readonly Zone[];
  readonly notes: readonly Note[];
}

export interface TreeWords {
  readonly loose: string;
  readonly notes: string;
  readonly parked: string;
  readonly to: string;
  readonly from: string;
  readonly both: string;
}

export function treeOf(map: Forest, words: TreeWords): Twig[] {
  const names = new Map(map.actors.map((actor) => [actor.id, actor.name]));
  const flowTwig =
    (actor: number) =>
    (flow: Flow): Twig => {
      const out = flow.from === actor;
      const way = flow.both_ways ? words.both : out ? words.to : words.from;
      return {
        key: `${out ? "out" : "in"}:${flow.id}`,
        id: { table: "flow", id: flow.id },
        name: `${said(flow.kind)} ${way} ${names.get(out ? flow.to : flow.from) ?? ""}`,
        aside: flow.label,
        flow,
        children: [],
      };
    };
  const touching = new Map<number, Flow[]>();
  for (const flow of map.flows) {
    for (const end of new Set([flow.from, flow.to])) {
      touching.set(end, [...(touching.get(end) ?? []), flow]);
    }
  }
  const actorTwig = (actor: Actor): Twig => ({
    key: `actor:${actor.id}`,
    id: { table: "actor", id: actor.id },
    name: actor.name,
    aside: actor.roles.map(said).join(", "),
    children: (touching.get(actor.id) ?? [])
      .toSorted((a, b) => Number(b.from === actor.id) - Number(a.from === actor.id))
      .map(flowTwig(actor.id)),
  });
  const zoned = map.zones.map((zone): Twig => ({
    key: `zone:${zone.id}`,
    id: { table: "zone", id: zone.id },
    name: zone.title,
    aside: "",
    children: map.actors.filter((actor) => actor.zone === zone.id).map(actorTwig),
  }));
  const loose = map.actors.filter((actor) => actor.zone === null).map(actorTwig);
  const notes = map.notes.map((note): Twig => ({
    key: `note:${note.id}`,
    id: { table: "note", id: note.id },
    name: note.text,
    aside: note.parked ? words.parked : "",
    children: [],
  }));
  return [
    ...zoned,
    ...(zoned.length === 0 ? loose : heading("loose", words.loose, loose)),
    ...heading("notes", words.notes, notes),
  ];
}

function heading(key: string, name: string, children: readonly Twig[]): Twig[] {
  return children.length === 0 ? [] : [{ key, id: null, name, aside: "", children }];
}

/** The rows in sight. `turned` holds what the user opened or closed; actors begin closed, the rest open. */
export function rowsOf(twigs: readonly Twig[], turned: ReadonlySet<string>): Row[] {
  const rows: Row[] = [];
  const walk = (level: number, parent: number, of: readonly Twig[]) => {
    of.forEach((twig, place) => {
      const open = twig.children.length > 0 && (twig.id?.table === "actor") === turned.has(twig.key);
      rows.push({ twig, level, open, parent, place: place + 1, siblings: of.length });
      if (open) walk(level + 1, rows.length - 1, twig.children);
    });
  };
  walk(1, -1, twigs);
  return rows;
}
