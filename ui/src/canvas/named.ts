// A picture shown to a room that is too small to be read there: above it stand the names and labels that the
// core found room for, large enough, and what they say is not said small beneath them once more.
import type { Item } from "../generated/Item";
import type { Rect } from "../generated/Rect";
import type { Shape } from "../generated/Shape";
import { doc } from "../document.svelte";
import { LABEL, leastLetters, leastZoom } from "../readable";
import { idOf, keyOf, type Key } from "../records";
import type { Dressing } from "./ghosted";
import type { Entry } from "./spatial";

/** Items without words, and the plates that stand for them. */
export class Named implements Dressing {
  readonly #bare = new WeakMap<Entry, Entry>();

  readonly added: readonly Item[];
  readonly #plated: ReadonlySet<Key>;

  constructor(
    private readonly plates: Hung,
    /** How a lens or a scenario shows the items. */
    private readonly under: Dressing | null,
    others: readonly Item[],
  ) {
    this.added = [...others, ...plates.found];
    this.#plated = new Set(plates.found.map(({ id }) => keyOf(id)));
  }

  of(entry: Entry): Entry {
    const below = this.under?.of(entry) ?? entry;
    if (!this.#isSilent(entry)) return below;
    let bare = this.#bare.get(below);
    if (!bare) {
      const shapes = withoutWords(below.item);
      this.#bare.set(below, (bare = { ...below, item: { ...below.item, shapes } }));
    }
    return bare;
  }

  /** A card that found no room keeps its small words; a label that found none would lie under the plates. */
  #isSilent({ key, item }: Entry): boolean {
    const { asked } = this.plates;
    if (item.layer === "card" || item.layer === "zone") return this.#plated.has(key);
    return asked === null || asked.has(key);
  }

  partOf(item: Item): number {
    return this.under?.partOf(item) ?? 1;
  }
}

/** A card's face ends at its icon, a flow's label begins at its first box. Notes are for whoever is near. */
export function withoutWords({ layer, shapes }: Pick<Item, "layer" | "shapes">): Shape[] {
  const upTo = (first: Shape["shape"]) => {
    const at = shapes.findIndex(({ shape }) => shape === first);
    return at < 0 ? shapes : shapes.slice(0, at);
  };
  if (layer === "note") return [];
  return (layer === "flow" ? upTo("box") : upTo("icon")).filter(({ shape }) => shape !== "text");
}

/** Whether a flow's label is nothing but the number of its entry in a list. */
function isNumbered(item: Item | undefined): boolean {
  if (item?.layer !== "flow") return false;
  const texts = item.shapes.filter((shape) => shape.shape === "text");
  return texts.length === 1 && /^\d+$/.test(texts[0]?.text ?? "");
}

/** Plates, and what they were asked for; null for all but flows. */
export interface Hung {
  readonly found: readonly Item[];
  readonly asked: ReadonlySet<Key> | null;
}

/** The plates for what is framed; asked of the core anew whenever that may be others. */
export class Plates {
  /** Null while everything can be read as it is. */
  hung: Hung | null = null;
  #turn = 0;

  constructor(private readonly changed: () => void) {}

  /** Of these, seen at this zoom in a window so high, of which this part is free; null for all but flows, which are gone through by kind. */
  async ask(asked: ReadonlySet<Key> | null, zoom: number, height: number, area: Rect) {
    const turn = ++this.#turn;
    const isReadable = zoom >= leastZoom(height);
    // A number on a curve is for a list that no room has: what it stands for has room where that flow is picked out.
    const numbered = isReadable ? [...(asked ?? [])].filter((key) => isNumbered(doc.items.get(key))) : [];
    if (isReadable && numbered.length === 0) return this.#take(null);
    const keys = isReadable
      ? numbered
      : (asked ?? [...doc.items.keys()].filter((key) => !key.startsWith("flow:")));
    const size = isReadable ? LABEL : leastLetters(height) / zoom;
    const found = await doc.names({ size, items: [...keys].map(idOf), area });
    if (turn === this.#turn) this.#take(found && { found, asked: isReadable ? new Set(keys) : asked });
  }

  drop() {
    this.#turn++;
    this.#take(null);
  }

  #take(hung: Hung | null) {
    if (hung === this.hung) return;
    this.hung = hung;
    this.changed();
  }
}
