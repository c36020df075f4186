// A free place for a new card, and for what is written beside cards.
import type { Point } from "../generated/Point";
import type { Rect } from "../generated/Rect";
import { onGrid } from "./snapping";

/** The room a new card takes up, with some air. */
const ROOM = { w: 192, h: 104 };
const STEP = 56;
const RINGS = 14;

/** The free middle nearest to `wanted`; sideways before up and down is no concern of this. */
export function freePlace(wanted: Point, isTaken: (area: Rect) => boolean): Point {
  const start = { x: wanted.x + onGrid(wanted.x), y: wanted.y + onGrid(wanted.y) };
  const free = (p: Point) => !isTaken({ x: p.x - ROOM.w / 2, y: p.y - ROOM.h / 2, ...ROOM });
  for (let ring = 0; ring <= RINGS; ring++) {
    const places: Point[] = [];
    for (let n = -ring; n <= ring; n++) {
      for (const [dx, dy] of [
        [ring, n],
        [n, ring],
        [n, -ring],
        [-ring, n],
      ] as const) {
        places.push({ x: start.x + dx * STEP, y: start.y + dy * STEP });
      }
    }
    const far = (p: Point) => Math.hypot(p.x - start.x, p.y - start.y);
    const found = places.filter(free).sort((a, b) => far(a) - far(b))[0];
    if (found) return found;
  }
  return start;
}

/** How far out of its way something goes, in parts of its height. */
const DETOURS = [0, -0.5, 0.5, -1, 1, -1.5, 1.5, -2, 2, -3, 3, -4, 4];

/** The top nearest to `wanted`, above before below, where something of this height is free; else `wanted`. */
export function clearOf(wanted: number, height: number, isFree: (top: number) => boolean): number {
  return DETOURS.map((part) => wanted + part * height).find(isFree) ?? wanted;
}
