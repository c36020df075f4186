import { expect, test } from "vitest";
import { lengthOf } from "./geometry";
import { isLong, runsWithin } from "./runs";

const AREA = { x: 0, y: 0, w: 100, h: 100 };

test("what runs by far away is left out, and what is before a run is as long as it is", () => {
  const runs = runsWithin("M-5000 50L-400 50L400 50L5000 50", AREA)!;
  expect(runs).toHaveLength(1);
  const [{ data, before }] = runs as [(typeof runs)[0]];
  const [, x] = /^M(-?[\d.]+) 50L/.exec(data)!;
  expect(Number(x)).toBeLessThan(-12);
  expect(Number(x)).toBeGreaterThan(-300);
  expect(before).toBeCloseTo(Number(x) + 5000, 6);
});

test("a path that leaves the area and comes back is two runs", () => {
  const runs = runsWithin("M10 10C10 10 90 10 90 50L90 3000L20 3000L20 50", AREA)!;
  expect(runs.map(({ before }) => Math.round(before))).toEqual([0, expect.any(Number)]);
  const back = /^M20 (-?[\d.]+)L/.exec(runs[1]!.data)!;
  const curve = lengthOf(chain("10 10 10 10 90 10 90 50"));
  expect(runs[1]!.before).toBeCloseTo(curve + 2950 + 70 + (3000 - Number(back[1])), 1);
});

test("one long curve is cut where it is seen", () => {
  const curve = "-9000 50 -3000 50 3000 50 9000 50";
  const runs = runsWithin(`M${curve.replace(/^(\S+ \S+) /, "$1C")}`, AREA)!;
  expect(runs).toHaveLength(1);
  const xs = [...runs[0]!.data.matchAll(/(-?[\d.]+) 50/g)].map(([, x]) => Number(x));
  expect(Math.min(...xs)).toBeGreaterThan(-400);
  expect(Math.max(...xs)).toBeLessThan(500);
  expect(runs[0]!.before).toBeCloseTo(xs[0]! + 9000, 3);
});

test("each part of a path begins its dashes anew", () => {
  const runs = runsWithin("M0 10L100 10M-4000 20L100 20", AREA)!;
  expect(runs[0]!.before).toBe(0);
  expect(runs[1]!.before).toBeGreaterThan(3500);
});

test("a closed path is not cut", () => {
  expect(runsWithin("M0 0L5 0L5 5Z", AREA)).toBeNull();
});

test("only what is much longer than the area is cut", () => {
  expect(isLong({ x: 0, y: 0, w: 1900, h: 10 }, AREA)).toBe(false);
  expect(isLong({ x: 0, y: 0, w: 2100, h: 10 }, AREA)).toBe(true);
  expect(isLong({ x: 0, y: 0, w: 2100, h: 10 }, { x: 0, y: 0, w: 1500, h: 900 })).toBe(false);
});

/** A curve as a chain of many points. */
function chain(numbers: string): number[] {
  const [ax, ay, bx, by, cx, cy, dx, dy] = numbers.split(" ").map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const points: number[] = [];
  for (let i = 0; i <= 2000; i++) {
    const t = i / 2000;
    const u = 1 - t;
    const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
    points.push(a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy);
  }
  return points;
}
