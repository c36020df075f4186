import type { Point } from "../../generated/Point";
import type { RecordId } from "../../generated/RecordId";
import type { Rect } from "../../generated/Rect";
import { doc } from "../../document.svelte";
import { addedBy, idOf, keyOf, type Key } from "../../records";
import { view } from "../../view.svelte";
import { around, inflated, overlaps, translated } from "../geometry";
import { snapped } from "../snapping";
import { Carry, loadOf } from "./carry";
import type { Gesture, Pointer, Stage } from "./gesture";

/** Neighbours that are looked at for alignment, the nearest first. */
const NEIGHBOURS = 60;

/** Moves the selection; the cards stay under the pointer, the flows follow as the core answers. */
export class Move implements Gesture {
  readonly cursor = "move";
  readonly pansAtEdge = true;
  readonly #carry: Carry;
  readonly #frame: Rect;
  readonly #others: Rect[];

  constructor(
    private readonly stage: Stage,
    private readonly start: Pointer,
  ) {
    const load = loadOf(view.selection);
    const starts = new Map<Key, Rect>();
    for (const key of [...load.items, ...load.riders].map(keyOf)) {
      const item = stage.item(key);
      if (item) starts.set(key, translated(item.rect, stage.carried));
    }
    this.#carry = new Carry(load, starts, (key) => stage.item(key));
    this.#frame = around(starts.values()) ?? { ...start.map, w: 0, h: 0 };
    this.#others = this.#neighbours(starts);
  }

  /** The dots of the grid would move along with the whole picture. */
  get showsGrid(): boolean {
    return !this.#carry.isWhole;
  }

  update(at: Pointer) {
    this.#carry.to(this.#wanted(at));
  }

  end() {
    this.stage.overlay.guides = [];
    return this.#carry.end();
  }

  cancel() {
    this.stage.overlay.guides = [];
    return this.#carry.cancel();
  }

  alive() {
    return this.#carry.alive();
  }

  whole() {
    return this.#carry.whole();
  }

  changed(keys: Iterable<Key>) {
    this.#carry.changed(keys);
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

  #neighbours(starts: ReadonlyMap<Key, Rect>): Rect[] {
    const { x, y } = this.start.map;
    const far = (r: Rect) => Math.hypot(r.x + r.w / 2 - x, r.y + r.h / 2 - y);
    return this.stage.spatial
      .within(this.stage.seen)
      .filter(({ key, item }) => (item.layer === "card" || item.layer === "note") && !starts.has(key))
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
