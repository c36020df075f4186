import type { Point } from "../../generated/Point";
import type { RecordId } from "../../generated/RecordId";
import type { Rect } from "../../generated/Rect";
import type { Shift } from "../../generated/Shift";
import { doc } from "../../document.svelte";
import type { Gesture as Edits } from "../../gesture";
import { actorId, addedBy, idOf, keyOf, type Key } from "../../records";
import { view } from "../../view.svelte";
import { around, inflated, overlaps, translated } from "../geometry";
import { snapped } from "../snapping";
import type { Gesture, Pointer, Stage } from "./gesture";
import { joined } from "./marquee";

/** Neighbours that are looked at for alignment, the nearest first. */
const NEIGHBOURS = 60;

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

/** Moves the selection; the cards stay under the pointer, the flows follow as the core answers. */
export class Move implements Gesture {
  readonly cursor = "move";
  readonly pansAtEdge = true;
  readonly showsGrid = true;
  readonly #load: Load;
  readonly #starts = new Map<Key, Rect>();
  readonly #frame: Rect;
  readonly #others: Rect[];
  readonly #followers: Set<Key>;
  readonly #edits: Edits;
  #by: Point = { x: 0, y: 0 };

  constructor(
    private readonly stage: Stage,
    private readonly start: Pointer,
  ) {
    this.#load = loadOf(view.selection);
    for (const id of [...this.#load.items, ...this.#load.riders]) {
      const item = stage.item(keyOf(id));
      if (item) this.#starts.set(keyOf(id), item.rect);
    }
    this.#followers = new Set(this.#load.flows.map(keyOf));
    this.#frame = around(this.#starts.values()) ?? { ...start.map, w: 0, h: 0 };
    this.#others = this.#neighbours();
    this.#edits = doc.gesture();
  }

  update(at: Pointer) {
    this.#by = this.#wanted(at);
    const moves = shifts(this.#starts, this.#load.items, this.#by);
    if (moves.length > 0) this.#edits.update({ command: "MoveItems", moves });
  }

  async end() {
    this.stage.overlay.guides = [];
    await this.#edits.end();
  }

  async cancel() {
    this.stage.overlay.guides = [];
    this.#by = { x: 0, y: 0 };
    await this.#edits.cancel();
  }

  alive(): ReadonlyMap<Key, Point | null> {
    const alive = new Map<Key, Point | null>();
    for (const key of this.#followers) alive.set(key, null);
    for (const [key, start] of this.#starts) {
      const now = this.stage.item(key)?.rect ?? start;
      // A zone that hugs its actors grows by the core's word, not by the hand.
      const isHere = now.w === start.w && now.h === start.h;
      alive.set(key, isHere ? { x: start.x + this.#by.x - now.x, y: start.y + this.#by.y - now.y } : null);
    }
    return alive;
  }

  changed(keys: Iterable<Key>) {
    // Zones lie under everything, and what is alive is painted over it: they are left to the picture.
    for (const key of keys) if (!this.#starts.has(key) && !key.startsWith("zone:")) this.#followers.add(key);
  }

  /** How far the hand has moved it, held straight by Shift and drawn to neighbours unless Ctrl is held. */
  #wanted(at: Pointer): Point {
    const by = { x: at.map.x - this.start.map.x, y: at.map.y - this.start.map.y };
    if (at.shift) by[Math.abs(by.x) < Math.abs(by.y) ? "x" : "y"] = 0;
    this.stage.overlay.guides = [];
    if (at.mod) return by;
    const snap = snapped(translated(this.#frame, by), this.#others, this.stage.camera.zoom);
    this.stage.overlay.guides = snap.guides;
    const held = at.shift ? { x: by.x === 0, y: by.y === 0 } : { x: false, y: false };
    return { x: held.x ? 0 : by.x + snap.by.x, y: held.y ? 0 : by.y + snap.by.y };
  }

  #neighbours(): Rect[] {
    const { x, y } = this.start.map;
    const far = (r: Rect) => Math.hypot(r.x + r.w / 2 - x, r.y + r.h / 2 - y);
    return this.stage.spatial
      .within(this.stage.seen)
      .filter(({ key, item }) => (item.layer === "card" || item.layer === "note") && !this.#starts.has(key))
      .map(({ item }) => item.rect)
      .sort((a, b) => far(a) - far(b))
      .slice(0, NEIGHBOURS);
  }
}

/** Alt-drag: shows where copies would go, and makes them at the end. */
export class Copies implements Gesture {
  readonly cursor = "copy";
  readonly pansAtEdge = true;
  readonly showsGrid = true;
  readonly #items: readonly RecordId[];
  #by: Point = { x: 0, y: 0 };

  constructor(
    private readonly stage: Stage,
    private readonly start: Pointer,
  ) {
    this.#items = view.selection.filter((id) => id.table !== "flow");
  }

  update(at: Pointer) {
    this.#by = { x: at.map.x - this.start.map.x, y: at.map.y - this.start.map.y };
    const keys = this.#items.map(keyOf);
    if (!at.mod) {
      const frame = around(keys.flatMap((key) => this.stage.item(key)?.rect ?? []));
      const there = frame && translated(frame, this.#by);
      const others = this.stage.spatial.within(inflated(this.stage.seen, 0)).map((e) => e.item);
      const cards = others.filter((i) => i.layer === "card" && (!there || !overlaps(i.rect, there)));
      const snap =
        there &&
        snapped(
          there,
          cards.slice(0, NEIGHBOURS).map((i) => i.rect),
          this.stage.camera.zoom,
        );
      if (snap) this.#by = { x: this.#by.x + snap.by.x, y: this.#by.y + snap.by.y };
      this.stage.overlay.guides = snap?.guides ?? [];
    }
    this.stage.overlay.copies = { keys, by: this.#by };
  }

  async end() {
    this.cancel();
    const changed = await doc.edit({ command: "DuplicateItems", items: [...this.#items], by: this.#by });
    const added = addedBy(changed).filter((id) => id.table !== "flow");
    if (added.length > 0) view.select(added);
  }

  cancel() {
    this.stage.overlay.copies = null;
    this.stage.overlay.guides = [];
  }
}

/** The selection that a drag which begins on `key` moves. */
export function dragged(key: Key, selection: readonly RecordId[]): readonly RecordId[] {
  return selection.some((id) => keyOf(id) === key) ? selection : [idOf(key)];
}
