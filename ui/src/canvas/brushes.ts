// What the picture is painted with: inks, faded or full, the dots of the grid, the level of detail.
import type { Item } from "../generated/Item";
import type { Key } from "../records";
import { detailAt } from "./detail";
import { dotPattern } from "./dots";
import type { Dressing } from "./ghosted";
import { isShown, type Shown } from "./hit";
import { FADED, fadedInks, mixed, type Inks } from "./inks";
import type { Brush } from "./paint";
import type { Entry } from "./spatial";
import type { WidthGuard } from "./text";

/** How dark the dots of the grid are on their paper. */
const DOTTED = 0.25;

/** What the picture is painted with, beside the items. */
export interface Look extends Shown {
  readonly inks: Inks;
  readonly icons: ReadonlyMap<string, Path2D>;
  /** How much bolder strokes are than drawn. */
  readonly bold: number;
  /** What is lit while all else is faded; null for all. */
  readonly lit: ReadonlySet<Key> | null;
  /** How a lens or a scenario shows the items; null for as they are. */
  readonly dress: Dressing | null;
  /** What a scenario adds to them, or the names that a room reads. */
  readonly added: readonly Item[];
}

/** How to paint. */
export interface Painting {
  /** In full colours. */
  readonly brush: Brush;
  /** In the colours that an item has: full, or with less of them left. */
  readonly brushOf: (entry: Entry) => Brush;
  /** The pattern under everything while something is being dragged. */
  readonly dots: CanvasPattern | null;
}

export class Brushes {
  /** The inks with less of their colour left, by how much. */
  #faded = new Map<number, Inks>();
  #dots: { key: string; pattern: CanvasPattern | null } = { key: "", pattern: null };

  constructor(
    private readonly ctx: CanvasRenderingContext2D,
    private readonly guard: WidthGuard,
    private look: Look,
  ) {}

  set(look: Look) {
    if (look.inks !== this.look.inks) this.#faded.clear();
    this.look = look;
  }

  /** For painting at a zoom; swiftly what is soon painted anew. */
  at(zoom: number, ratio: number, { showsDots = false, isSwift = false } = {}): Painting {
    const { inks, icons, lit, dress, bold } = this.look;
    const hair = isSwift ? 1 / (zoom * ratio) : 0;
    const shared = { detail: detailAt(zoom), guard: this.guard, icons, pixel: 1 / zoom, bold, hair };
    const brush: Brush = { ...shared, inks };
    const brushes = new Map([[1, brush]]);
    const brushWith = (part: number) => {
      let less = brushes.get(part);
      if (!less) brushes.set(part, (less = { ...shared, inks: this.#inksWith(part) }));
      return less;
    };
    const brushOf = ({ key, item }: Entry) =>
      lit && !lit.has(key) ? brushWith(FADED) : dress ? brushWith(dress.partOf(item)) : brush;
    return { brush, brushOf, dots: showsDots ? this.#dotsAt(zoom, ratio) : null };
  }

  /** Those of the entries that are shown, as they are shown. */
  dressed(entries: readonly Entry[]): Entry[] {
    const { dress } = this.look;
    const shown = entries.filter((entry) => isShown(entry, this.look));
    return dress ? shown.map((entry) => dress.of(entry)) : shown;
  }

  #dotsAt(zoom: number, ratio: number): CanvasPattern | null {
    // As faint in every palette: rules are black in that of high contrast.
    const { paper, quiet } = this.look.inks;
    const colour = mixed(paper, quiet, DOTTED);
    const key = `${zoom} ${ratio} ${colour}`;
    if (this.#dots.key !== key) this.#dots = { key, pattern: dotPattern(this.ctx, colour, zoom, ratio) };
    return this.#dots.pattern;
  }

  #inksWith(part: number): Inks {
    let inks = this.#faded.get(part);
    if (!inks) this.#faded.set(part, (inks = fadedInks(this.look.inks, part)));
    return inks;
  }
}
