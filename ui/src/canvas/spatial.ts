// A grid over the sheet that answers "which items are here", in painting order.
import type { Item } from "../generated/Item";
import type { SceneLayer } from "../generated/SceneLayer";
import type { Rect } from "../generated/Rect";
import type { Key } from "../records";
import { inflated, overlaps } from "./geometry";

/** An item with its key and its place in painting order. */
export interface Entry {
  readonly key: Key;
  readonly item: Item;
  /** Around everything painted, badges too. */
  readonly extent: Rect;
  readonly order: number;
  asked: number;
}

const CELL = 320;
/** Looking at every item is quicker than looking into more than this share of all cells, and finds them in order. */
const MANY = 1 / 8;
/** How far badges and the stacked edges of groups reach beyond a card. */
const REACH = 24;
const RANK: Readonly<Record<SceneLayer, number>> = { zone: 0, flow: 1, card: 2, note: 3, page: 4 };

export class Spatial {
  #entries = new Map<Key, Entry>();
  #cells = new Map<number, Entry[]>();
  #added = 0;
  #asked = 0;

  get size(): number {
    return this.#entries.size;
  }

  get(key: Key): Entry | undefined {
    return this.#entries.get(key);
  }

  values(): Iterable<Entry> {
    return this.#entries.values();
  }

  clear() {
    this.#entries.clear();
    this.#cells.clear();
  }

  /** Adds or replaces; what is replaced keeps its place in painting order. */
  put(key: Key, item: Item) {
    const before = this.#entries.get(key);
    if (before) this.#lift(before);
    const order = before?.order ?? RANK[item.layer] * 2 ** 32 + this.#added++;
    const entry: Entry = { key, item, extent: inflated(item.rect, REACH), order, asked: 0 };
    this.#entries.set(key, entry);
    eachCell(entry.extent, (cell) => {
      const there = this.#cells.get(cell);
      if (there) there.push(entry);
      else this.#cells.set(cell, [entry]);
    });
  }

  remove(key: Key) {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#lift(entry);
  }

  /** All items whose extent meets `area`, in painting order. */
  within(area: Rect): Entry[] {
    const asked = ++this.#asked;
    const found: Entry[] = [];
    let [last, isInOrder] = [-1, true];
    const take = (entry: Entry) => {
      if (entry.asked === asked) return;
      entry.asked = asked;
      if (!overlaps(entry.extent, area)) return;
      found.push(entry);
      if (entry.order < last) isInOrder = false;
      last = entry.order;
    };
    if (cellCount(area) > this.#cells.size * MANY) for (const entry of this.#entries.values()) take(entry);
    else eachCell(area, (cell) => this.#cells.get(cell)?.forEach(take));
    return isInOrder ? found : found.sort((a, b) => a.order - b.order);
  }

  #lift(entry: Entry) {
    eachCell(entry.extent, (cell) => {
      const there = this.#cells.get(cell);
      const at = there?.indexOf(entry) ?? -1;
      if (there && at >= 0) there.splice(at, 1);
    });
  }
}

const first = (at: number) => Math.floor(at / CELL);

function cellCount(area: Rect): number {
  return (first(area.x + area.w) - first(area.x) + 1) * (first(area.y + area.h) - first(area.y) + 1);
}

function eachCell(area: Rect, visit: (cell: number) => void) {
  for (let row = first(area.y); row <= first(area.y + area.h); row++) {
    for (let column = first(area.x); column <= first(area.x + area.w); column++) {
      visit(row * 2 ** 26 + column);
    }
  }
}
