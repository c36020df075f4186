// A picture shown to a room that is too small to be read there: cards without their words, flows without
// labels, and above them the names and labels that the core found room for, large enough.
import type { Item } from "../generated/Item";
import type { RecordId } from "../generated/RecordId";
import type { Shape } from "../generated/Shape";
import { doc } from "../document.svelte";
import { leastLetters, leastZoom } from "../readable";
import type { Dressing } from "./ghosted";
import type { Entry } from "./spatial";

/** Items without words, and the plates that stand for them. */
export class Named implements Dressing {
  readonly #bare = new WeakMap<Entry, Entry>();

  constructor(
    readonly added: readonly Item[],
    /** How a lens or a scenario shows the items. */
    private readonly under: Dressing | null,
  ) {}

  of(entry: Entry): Entry {
    const below = this.under?.of(entry) ?? entry;
    let bare = this.#bare.get(below);
    if (!bare) {
      const shapes = withoutWords(below.item);
      this.#bare.set(below, (bare = { ...below, item: { ...below.item, shapes } }));
    }
    return bare;
  }

  partOf(item: Item): number {
    return this.under?.partOf(item) ?? 1;
  }
}

/** A flow's label begins at its first box; notes keep their words, which are read on paper. */
export function withoutWords({ layer, shapes }: Pick<Item, "layer" | "shapes">): Shape[] {
  const label = layer === "flow" ? shapes.findIndex(({ shape }) => shape === "box") : -1;
  const kept = label < 0 ? shapes : shapes.slice(0, label);
  return kept.filter(({ shape }) => shape !== "text" && shape !== "icon");
}

/** The plates for what is framed; asked of the core anew whenever that may be others. */
export class Plates {
  /** Null while everything can be read as it is. */
  found: readonly Item[] | null = null;
  #asked = 0;

  constructor(private readonly changed: () => void) {}

  /** Of these, seen at this zoom in a window so high. */
  async ask(items: readonly RecordId[], zoom: number, height: number) {
    const asked = ++this.#asked;
    if (zoom >= leastZoom(height)) return this.#take(null);
    const found = await doc.names({ size: leastLetters(height) / zoom, items: [...items] });
    if (asked === this.#asked) this.#take(found);
  }

  drop() {
    this.#asked++;
    this.#take(null);
  }

  #take(found: readonly Item[] | null) {
    if (found === this.found) return;
    this.found = found;
    this.changed();
  }
}
