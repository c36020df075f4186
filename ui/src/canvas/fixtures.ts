// Small pictures for tests.
import type { Item } from "../generated/Item";
import type { Kind } from "../generated/Kind";
import type { Rect } from "../generated/Rect";

const base = { kind: null, label: null, spine: [], name: "", shapes: [] };

export const card = (id: number, rect: Rect): Item => ({
  ...base,
  id: { table: "actor", id },
  layer: "card",
  rect,
});
export const note = (id: number, rect: Rect): Item => ({
  ...base,
  id: { table: "note", id },
  layer: "note",
  rect,
});

/** A zone with its title in the upper left corner. */
export const zone = (id: number, rect: Rect): Item => ({
  ...base,
  id: { table: "zone", id },
  layer: "zone",
  rect,
  shapes: [
    {
      shape: "text",
      at: { x: rect.x + 16, y: rect.y + 24 },
      text: "Demand",
      size: 14,
      bold: true,
      width: 60,
      ink: "quiet",
      rtl: false,
    },
  ],
});

/** A straight flow. */
export function flow(id: number, kind: Kind, [x0, y0, x1, y1]: [number, number, number, number]): Item {
  const rect = { x: Math.min(x0, x1), y: Math.min(y0, y1), w: Math.abs(x1 - x0), h: Math.abs(y1 - y0) };
  const third = (a: number, b: number, n: number) => a + ((b - a) * n) / 3;
  const spine = [x0, y0, third(x0, x1, 1), third(y0, y1, 1), third(x0, x1, 2), third(y0, y1, 2), x1, y1];
  return { ...base, id: { table: "flow", id }, layer: "flow", kind, rect, spine };
}
