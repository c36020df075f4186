// What is seen of a long stroke. Without a graphics card a dashed line costs its whole length, wherever it is clipped:
// one that crosses a large map took 8 ms, what is seen of it takes less than one.
import type { Rect } from "../generated/Rect";
import { inflated, overlaps } from "./geometry";

/** A part of a path, as SVG path data, and how long the path is before it, in the path's units. */
export interface Run {
  readonly data: string;
  readonly before: number;
}

/** Flows below this length are painted whole, in units. */
const LONG = 2000;
/** How much longer than the area a flow is that is worth cutting. */
const LONGER = 2;
/** Units around the area: a stroke reaches beyond its middle, and its ends are not to be seen. */
const MARGIN = 12;
/** Units by which the length of a piece may be wrong: dashes must not jump from one cut to another. */
const EXACT = 0.01;
/** Halvings of one piece at most. */
const DEEPEST = 16;

type Cubic = readonly [number, number, number, number, number, number, number, number];

/** Whether something so large is worth cutting to an area. */
export function isLong(rect: Rect, area: Rect): boolean {
  return Math.max(rect.w, rect.h) > LONG && (rect.w > LONGER * area.w || rect.h > LONGER * area.h);
}

/** The runs of an open path, absolute and of M, L and C, that come into an area; null for any other path. */
export function runsWithin(path: string, area: Rect): Run[] | null {
  const near = inflated(area, MARGIN);
  const runs: { data: string; before: number }[] = [];
  let [x, y, length] = [0, 0, 0];
  let isOpen = false;
  const follow = (piece: Cubic, isLine: boolean, depth: number) => {
    const extent = extentOf(piece);
    if (!overlaps(extent, near)) {
      isOpen = false;
      length += lengthOf(piece);
    } else if (depth < DEEPEST && (extent.w > near.w || extent.h > near.h)) {
      for (const half of halves(piece)) follow(half, isLine, depth + 1);
    } else {
      if (!isOpen) runs.push({ data: `M${piece[0]} ${piece[1]}`, before: length });
      isOpen = true;
      runs[runs.length - 1]!.data += isLine ? `L${piece[6]} ${piece[7]}` : `C${piece.slice(2).join(" ")}`;
      length += lengthOf(piece);
    }
  };
  for (const [, letter, rest = ""] of path.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    const n = rest.split(" ").map(Number);
    const [toX = 0, toY = 0] = n.slice(-2);
    if (letter === "M") {
      isOpen = false;
      length = 0;
    } else if (letter === "L") follow([x, y, ...between(x, y, toX, toY), toX, toY], true, 0);
    else if (letter === "C")
      follow([x, y, ...(n as [number, number, number, number, number, number])], false, 0);
    else return null;
    [x, y] = [toX, toY];
  }
  return runs;
}

/** The control points of a straight line. */
const between = (x: number, y: number, toX: number, toY: number) =>
  [x + (toX - x) / 3, y + (toY - y) / 3, x + ((toX - x) * 2) / 3, y + ((toY - y) * 2) / 3] as const;

/** Around a piece and its control points. */
function extentOf([ax, ay, bx, by, cx, cy, dx, dy]: Cubic): Rect {
  const [left, top] = [Math.min(ax, bx, cx, dx), Math.min(ay, by, cy, dy)];
  return { x: left, y: top, w: Math.max(ax, bx, cx, dx) - left, h: Math.max(ay, by, cy, dy) - top };
}

/** Both halves, by de Casteljau. */
function halves([ax, ay, bx, by, cx, cy, dx, dy]: Cubic): [Cubic, Cubic] {
  const half = (a: number, b: number) => (a + b) / 2;
  const [px, py, qx, qy, rx, ry] = [
    half(ax, bx),
    half(ay, by),
    half(bx, cx),
    half(by, cy),
    half(cx, dx),
    half(cy, dy),
  ];
  const [sx, sy, tx, ty] = [half(px, qx), half(py, qy), half(qx, rx), half(qy, ry)];
  const [mx, my] = [half(sx, tx), half(sy, ty)];
  return [
    [ax, ay, px, py, sx, sy, mx, my],
    [mx, my, tx, ty, rx, ry, dx, dy],
  ];
}

/** How long a piece is: between its chord and its control polygon (Gravesen 1997), halved until they agree. */
function lengthOf(piece: Cubic, depth = 0): number {
  const [ax, ay, bx, by, cx, cy, dx, dy] = piece;
  const chord = Math.hypot(dx - ax, dy - ay);
  const polygon = Math.hypot(bx - ax, by - ay) + Math.hypot(cx - bx, cy - by) + Math.hypot(dx - cx, dy - cy);
  if (polygon - chord < EXACT || depth >= DEEPEST) return (chord + polygon) / 2;
  const [first, second] = halves(piece);
  return lengthOf(first, depth + 1) + lengthOf(second, depth + 1);
}
