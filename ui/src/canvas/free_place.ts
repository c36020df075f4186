// A free place for a new card.
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
