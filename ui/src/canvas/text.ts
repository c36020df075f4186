// Lines of text on the canvas, held to the widths that the core measured.
import type { TextLine } from "../generated/TextLine";

type Context = CanvasRenderingContext2D;

const FAMILIES = '"Inter", "Vazirmatn", "Noto Emoji", sans-serif';
/** Units by which a line may differ before it is scaled. */
const TOLERANCE = 1;
const PROBES = 24;

export const fontOf = (line: Pick<TextLine, "size" | "bold">): string =>
  `${line.bold ? 600 : 400} ${line.size}px ${FAMILIES}`;

export function prepareText(ctx: Context) {
  ctx.textRendering = "geometricPrecision";
  ctx.fontKerning = "normal";
  ctx.textBaseline = "alphabetic";
  ctx.textAlign = "left";
}

/** Knows whether this web view sets text as wide as the core does, and mends it where not. */
export class WidthGuard {
  #agrees = true;
  #scales = new WeakMap<TextLine, number>();

  /** Compares some lines; call again when fonts have come. */
  probe(ctx: Context, lines: Iterable<TextLine>) {
    this.#scales = new WeakMap();
    this.#agrees = true;
    let left = PROBES;
    for (const line of lines) {
      if (left-- === 0) break;
      if (Math.abs(measured(ctx, line) - line.width) > TOLERANCE) {
        this.#agrees = false;
        break;
      }
    }
  }

  /** What to scale the line by, horizontally; 1 for nearly all. */
  scale(ctx: Context, line: TextLine): number {
    if (this.#agrees && isPlain(line.text)) return 1;
    let scale = this.#scales.get(line);
    if (scale === undefined) {
      const width = measured(ctx, line);
      scale = Math.abs(width - line.width) <= TOLERANCE || width === 0 ? 1 : line.width / width;
      this.#scales.set(line, scale);
    }
    return scale;
  }
}

/** Letters of the fonts that travel with the program and need no fallback. */
const isPlain = (text: string) => /^[\u0020-\u024f\u2010-\u2026\u20ac\u2248]*$/.test(text);

function measured(ctx: Context, line: TextLine): number {
  ctx.font = fontOf(line);
  return ctx.measureText(line.text).width;
}
