// Points, rectangles and curves, as pure functions in map units.
import type { Point } from "../generated/Point";
import type { Rect } from "../generated/Rect";

export const centre = (r: Rect): Point => ({ x: r.x + r.w / 2, y: r.y + r.h / 2 });
export const translated = (r: Rect, by: Point): Rect => ({ x: r.x + by.x, y: r.y + by.y, w: r.w, h: r.h });
export const inflated = (r: Rect, by: number): Rect => ({
  x: r.x - by,
  y: r.y - by,
  w: r.w + 2 * by,
  h: r.h + 2 * by,
});

export function contains(r: Rect, p: Point): boolean {
  return p.x >= r.x && p.x <= r.x + r.w && p.y >= r.y && p.y <= r.y + r.h;
}

export function overlaps(a: Rect, b: Rect): boolean {
  return a.x <= b.x + b.w && b.x <= a.x + a.w && a.y <= b.y + b.h && b.y <= a.y + a.h;
}

export function covers(outer: Rect, inner: Rect): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.w >= inner.x + inner.w &&
    outer.y + outer.h >= inner.y + inner.h
  );
}

/** The smallest rectangle around all; null around nothing. */
export function around(rects: Iterable<Rect>): Rect | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const r of rects) {
    left = Math.min(left, r.x);
    top = Math.min(top, r.y);
    right = Math.max(right, r.x + r.w);
    bottom = Math.max(bottom, r.y + r.h);
  }
  return left === Infinity ? null : { x: left, y: top, w: right - left, h: bottom - top };
}

/** What two rectangles that overlap have in common. */
export function common(a: Rect, b: Rect): Rect {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  return { x, y, w: Math.min(a.x + a.w, b.x + b.w) - x, h: Math.min(a.y + a.h, b.y + b.h) - y };
}

/** The rectangle with these two opposite corners. */
export function spanned(a: Point, b: Point): Rect {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), w: Math.abs(a.x - b.x), h: Math.abs(a.y - b.y) };
}

/** Where the line from the middle of `r` to `p` leaves `r`; the middle itself for a `p` inside. */
export function rimToward(r: Rect, p: Point): Point {
  const c = centre(r);
  const [dx, dy] = [p.x - c.x, p.y - c.y];
  const t = Math.min(
    dx === 0 ? Infinity : r.w / 2 / Math.abs(dx),
    dy === 0 ? Infinity : r.h / 2 / Math.abs(dy),
  );
  return t >= 1 ? c : { x: c.x + dx * t, y: c.y + dy * t };
}

/** A Bezier path `[x0, y0, (x1, y1, x2, y2, x3, y3)*]` as a chain of points `[x, y, ...]`. */
export function flattened(spine: readonly number[], steps = 12): number[] {
  const points = spine.slice(0, 2);
  const at = (i: number) => spine[i] ?? 0;
  for (let i = 0; i + 7 < spine.length; i += 6) {
    for (let step = 1; step <= steps; step++) {
      const t = step / steps;
      const u = 1 - t;
      const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
      points.push(
        a * at(i) + b * at(i + 2) + c * at(i + 4) + d * at(i + 6),
        a * at(i + 1) + b * at(i + 3) + c * at(i + 5) + d * at(i + 7),
      );
    }
  }
  return points;
}

/** How far `p` is from a chain of points. */
export function distanceToChain(chain: readonly number[], p: Point): number {
  let least = Infinity;
  for (let i = 0; i + 3 < chain.length; i += 2) {
    least = Math.min(least, distanceToLine(chain[i]!, chain[i + 1]!, chain[i + 2]!, chain[i + 3]!, p));
  }
  return least;
}

function distanceToLine(ax: number, ay: number, bx: number, by: number, p: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((p.x - ax) * dx + (p.y - ay) * dy) / length));
  return Math.hypot(p.x - ax - t * dx, p.y - ay - t * dy);
}

/** The point half-way along a chain. */
export const middleOf = (chain: readonly number[]): Point => pointAlong(chain, lengthOf(chain) / 2);

/** How long a chain of points is. */
export function lengthOf(chain: readonly number[]): number {
  let length = 0;
  for (let i = 0; i + 3 < chain.length; i += 2) length += leg(chain, i);
  return length;
}

/** The point so far along a chain; its ends where that is too far. */
export function pointAlong(chain: readonly number[], distance: number): Point {
  let left = Math.max(0, distance);
  for (let i = 0; i + 3 < chain.length; i += 2) {
    const length = leg(chain, i);
    if (left <= length && length > 0) {
      const t = left / length;
      const along = (n: number) => chain[i + n]! + (chain[i + 2 + n]! - chain[i + n]!) * t;
      return { x: along(0), y: along(1) };
    }
    left -= length;
  }
  const [x = 0, y = 0] = chain.slice(-2);
  return { x, y };
}

const leg = (chain: readonly number[], i: number) =>
  Math.hypot(chain[i + 2]! - chain[i]!, chain[i + 3]! - chain[i + 1]!);
