// A scenario laid over the map: items that look different are painted as the core painted them. What was
// moved since is shown as it is until the core has answered.
import type { Item } from "../generated/Item";
import type { WhatIfView } from "../generated/WhatIfView";
import { keyOf, type Key } from "../records";
import type { Entry } from "./spatial";

/** Items as they are shown in place of themselves. */
export interface Dressing {
  /** The entry with its item as it is shown. */
  of(entry: Entry): Entry;
  /** How much of a flow's colour is left. */
  partOf(item: Item): number;
}

/** Items as a scenario shows them. */
export class Ghosted implements Dressing {
  /** What is on the map in the scenario alone. */
  readonly added: readonly Item[];
  readonly #items: ReadonlyMap<Key, Item>;
  readonly #dressed = new WeakMap<Entry, Entry>();

  constructor({ picture, differences }: WhatIfView) {
    const added = new Set(differences.added.map(keyOf));
    this.added = picture.filter((item) => added.has(keyOf(item.id)));
    this.#items = new Map(picture.map((item) => [keyOf(item.id), item]));
  }

  of(entry: Entry): Entry {
    const item = this.#items.get(entry.key);
    if (!item || !isInPlace(entry.item, item)) return entry;
    let dressed = this.#dressed.get(entry);
    if (!dressed) this.#dressed.set(entry, (dressed = { ...entry, item }));
    return dressed;
  }

  partOf(): number {
    return 1;
  }
}

const isInPlace = ({ rect: a }: Item, { rect: b }: Item) =>
  a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;
