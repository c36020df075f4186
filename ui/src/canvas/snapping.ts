// Where a dragged thing comes to rest: in line with its neighbours, else on the grid.
import type { Point } from "../generated/Point";
import type { Rect } from "../generated/Rect";
import { GRID } from "./dots";

/** A line that shows what is aligned: at `at` on the axis, from `from` to `to` on the other. */
export interface Guide {
  readonly axis: "x" | "y";
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface Snapped {
  /** What to add to the place. */
  readonly by: Point;
  readonly guides: readonly Guide[];
}

/** Pixels within which a neighbour's line attracts. */
const REACH = 6;

/** Snaps a frame to the edges and middles of others, on each axis by itself; where none is near, to the grid. */
export function snapped(frame: Rect, others: readonly Rect[], zoom: number): Snapped {
  const x = along(frame, others, "x", REACH / zoom);
  const y = along(frame, others, "y", REACH / zoom);
  const by = { x: x ?? onGrid(frame.x + frame.w / 2), y: y ?? onGrid(frame.y + frame.h / 2) };
  const placed = { ...frame, x: frame.x + by.x, y: frame.y + by.y };
  return {
    by,
    guides: [
      ...(x === null ? [] : guides(placed, others, "x")),
      ...(y === null ? [] : guides(placed, others, "y")),
    ],
  };
}

/** What to add to reach the nearest line of the grid. */
export const onGrid = (at: number): number => Math.round(at / GRID) * GRID - at;

const size = { x: "w", y: "h" } as const;
const lines = (r: Rect, axis: "x" | "y") => [r[axis], r[axis] + r[size[axis]] / 2, r[axis] + r[size[axis]]];

function along(frame: Rect, others: readonly Rect[], axis: "x" | "y", reach: number): number | null {
  let best: number | null = null;
  const own = lines(frame, axis);
  for (const other of others) {
    const theirs = lines(other, axis);
    for (const [n, line] of own.entries()) {
      for (const [m, target] of theirs.entries()) {
        // Middles meet middles, edges meet edges: an edge on a middle line is nothing one wants.
        if ((n === 1) !== (m === 1)) continue;
        const by = target - line;
        if (Math.abs(by) <= reach && (best === null || Math.abs(by) < Math.abs(best))) best = by;
      }
    }
  }
  return best;
}

function guides(placed: Rect, others: readonly Rect[], axis: "x" | "y"): Guide[] {
  const across = axis === "x" ? "y" : "x";
  const found = new Map<number, Guide>();
  for (const line of lines(placed, axis)) {
    for (const other of others) {
      if (!lines(other, axis).some((target) => Math.abs(target - line) < 0.01)) continue;
      const from = Math.min(placed[across], other[across], found.get(line)?.from ?? Infinity);
      const to = Math.max(
        placed[across] + placed[size[across]],
        other[across] + other[size[across]],
        found.get(line)?.to ?? -Infinity,
      );
      found.set(line, { axis, at: line, from, to });
    }
  }
  return [...found.values()];
}
