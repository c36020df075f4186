// The dots of the grid, as a pattern that is laid under the items while something is dragged.

/** What things snap to when nothing is near, in units. */
export const GRID = 8;
/** The least distance of dots on the screen, in pixels. */
const APART = 14;

/** A pattern of dots in map units for painting at this zoom. */
export function dotPattern(
  ctx: CanvasRenderingContext2D,
  colour: string,
  zoom: number,
  ratio: number,
): CanvasPattern | null {
  let step = GRID;
  while (step * zoom < APART) step *= 2;
  const scale = zoom * ratio;
  const tile = document.createElement("canvas");
  const edge = Math.max(2, Math.round(step * scale));
  tile.width = tile.height = edge;
  const on = tile.getContext("2d");
  if (!on) return null;
  const dot = Math.max(1, Math.round(ratio * 1.5));
  on.fillStyle = colour;
  on.fillRect(0, 0, dot, dot);
  const pattern = ctx.createPattern(tile, "repeat");
  pattern?.setTransform(new DOMMatrix().scale(step / edge));
  return pattern;
}
