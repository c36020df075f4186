// What is carried: the selection on its way, by a pointer or by keys. It is seen where it is carried to in the
// same frame; its flows follow as the core answers.
import type { Item } from "../../generated/Item";
import type { Point } from "../../generated/Point";
import type { RecordId } from "../../generated/RecordId";
import type { Rect } from "../../generated/Rect";
import type { Shift } from "../../generated/Shift";
import { doc } from "../../document.svelte";
import { actorId, keyOf, type Key } from "../../records";
import type { Whole } from "./gesture";
import { joined } from "./marquee";

/** What moves when the selection is dragged: the items themselves, and what goes along. */
export interface Load {
  /** What MoveItems names. */
  readonly items: readonly RecordId[];
  /** Actors that go along in their zone. */
  readonly riders: readonly RecordId[];
  /** Flows that hang on what moves. */
  readonly flows: readonly RecordId[];
}

/** Works out the load of a selection; locked actors stay. A zone without a region of its own is its actors. */
export function loadOf(selection: readonly RecordId[]): Load {
  const { actor, flow, zone } = doc.records;
  const hugging = (id: RecordId) => id.table === "zone" && zone.get(id.id)?.area === null;
  const hugged = [...actor.values()].flatMap((a) =>
    a.zone !== null && selection.some((id) => id.table === "zone" && id.id === a.zone && hugging(id))
      ? [actorId(a.id)]
      : [],
  );
  const items = joined(selection, hugged).filter(
    (id) =>
      (id.table === "zone" && !hugging(id)) ||
      id.table === "note" ||
      (id.table === "actor" && !actor.get(id.id)?.locked),
  );
  const named = new Set(items.map(keyOf));
  const riders: RecordId[] = [];
  for (const a of actor.values()) {
    const id: RecordId = { table: "actor", id: a.id };
    if (a.zone !== null && !a.locked && named.has(`zone:${a.zone}`) && !named.has(keyOf(id))) riders.push(id);
  }
  const moving = new Set([...items, ...riders].map(keyOf));
  const flows: RecordId[] = [];
  for (const f of flow.values()) {
    if (moving.has(`actor:${f.from}`) || moving.has(`actor:${f.to}`)) flows.push({ table: "flow", id: f.id });
  }
  return { items, riders, flows };
}

/** New places for what was at `starts`, moved by so much: an actor's centre, else the upper left corner. */
export function shifts(starts: ReadonlyMap<Key, Rect>, items: readonly RecordId[], by: Point): Shift[] {
  return items.flatMap((item) => {
    const r = starts.get(keyOf(item));
    if (!r) return [];
    const from = item.table === "actor" ? { x: r.x + r.w / 2, y: r.y + r.h / 2 } : r;
    return [{ item, to: { x: from.x + by.x, y: from.y + by.y } }];
  });
}

/** Milliseconds for which a flow stays above the sheet after it was last pushed aside. */
const LINGER = 400;
/** Flows on a load above which what was pushed aside stays there: it will be again. */
const MANY = 40;

/** Whether these are all that stands on the sheet: zones without a region of their own follow their actors. */
function isEverything(starts: ReadonlyMap<Key, Rect>): boolean {
  for (const [key, { id, layer }] of doc.items) {
    const follows = layer === "flow" || (id.table === "zone" && doc.records.zone.get(id.id)?.area === null);
    if (!follows && !starts.has(key)) return false;
  }
  return starts.size > 0;
}

/** A load on its way, as one step that is kept or not. */
export class Carry {
  /** Everything is carried: the picture moves as a whole, and the core hears of it once, at the end. */
  readonly isWhole: boolean;
  /** Flows that hang on the load, and those that it pushed aside, until when they are above the sheet. */
  readonly #followers: Map<Key, number>;
  readonly #edits = doc.gesture();
  /** How far it has been carried. */
  by: Point = { x: 0, y: 0 };

  constructor(
    readonly load: Load,
    /** Where everything that is carried was. */
    readonly starts: ReadonlyMap<Key, Rect>,
    private readonly item: (key: Key) => Item | undefined,
  ) {
    this.isWhole = isEverything(starts);
    this.#followers = new Map(this.isWhole ? [] : load.flows.map((id) => [keyOf(id), Infinity]));
  }

  /** Now carried so far. */
  to(by: Point) {
    this.by = by;
    const { moves } = this;
    if (moves.length > 0 && !this.isWhole) this.#edits.update({ command: "MoveItems", moves });
  }

  /** The promise is kept when the core has the last word. */
  async end(): Promise<unknown> {
    const hasMoved = this.by.x !== 0 || this.by.y !== 0;
    if (this.isWhole && hasMoved) await doc.edit({ command: "MoveItems", moves: this.moves });
    return this.#edits.end();
  }

  get moves(): Shift[] {
    return shifts(this.starts, this.load.items, this.by);
  }

  cancel(): Promise<unknown> {
    this.by = { x: 0, y: 0 };
    return this.#edits.cancel();
  }

  /** Items above the sheet, and how far from their place; null for those that only follow. */
  alive(): ReadonlyMap<Key, Point | null> {
    const alive = new Map<Key, Point | null>();
    if (this.isWhole) return alive;
    const now = performance.now();
    for (const [key, end] of this.#followers) if (end > now) alive.set(key, null);
    for (const [key, start] of this.starts) {
      const now = this.item(key)?.rect ?? start;
      // A zone that hugs its actors grows by the core's word, not by the hand.
      const isHere = now.w === start.w && now.h === start.h;
      alive.set(key, isHere ? { x: start.x + this.by.x - now.x, y: start.y + this.by.y - now.y } : null);
    }
    return alive;
  }

  whole(): Whole | null {
    const [first] = this.starts;
    if (!this.isWhole || !first) return null;
    const [key, start] = first;
    const now = this.item(key)?.rect ?? start;
    return { key, by: { x: start.x + this.by.x - now.x, y: start.y + this.by.y - now.y } };
  }

  /** The picture of these changed meanwhile. */
  changed(keys: Iterable<Key>) {
    if (this.isWhole) return;
    // Zones lie under everything, and what is alive is above it: they are left to the sheet.
    const end = this.load.flows.length > MANY ? Infinity : performance.now() + LINGER;
    for (const key of keys) {
      if (this.starts.has(key) || key.startsWith("zone:")) continue;
      this.#followers.set(key, Math.max(end, this.#followers.get(key) ?? 0));
    }
  }
}
