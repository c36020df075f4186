import { expect, test } from "vitest";
import { fitOf, frameIn, isNeeded } from "./minimap";

const bounds = { x: -100, y: 50, w: 2000, h: 500 };
const fit = fitOf(bounds);

test("the whole map lies in its miniature, which keeps its shape", () => {
  expect(fit.w).toBe(176);
  expect(fit.h).toBe(Math.round(500 * fit.scale + 12));
  const { x, y } = frameIn(fit, bounds);
  expect([x, y].map(Math.round)).toEqual([6, 6]);
});

test("the frame stays within, and can be taken hold of, wherever the window looks", () => {
  for (const seen of [
    { x: -9000, y: -9000, w: 100, h: 100 },
    { x: 9000, y: 9000, w: 100, h: 100 },
    { x: 0, y: 100, w: 4, h: 4 },
  ]) {
    const { x, y, w, h } = frameIn(fit, seen);
    expect(x).toBeGreaterThanOrEqual(0);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(x + w).toBeLessThanOrEqual(fit.w);
    expect(y + h).toBeLessThanOrEqual(fit.h);
    expect(Math.min(w, h)).toBeGreaterThanOrEqual(8);
  }
});

test("it is needed when more than a sliver of the map is out of sight", () => {
  expect(isNeeded(bounds, { x: -95, y: 55, w: 1990, h: 490 })).toBe(false);
  expect(isNeeded(bounds, { x: 100, y: 50, w: 2000, h: 500 })).toBe(true);
  expect(isNeeded({ x: 0, y: 0, w: 0, h: 0 }, { x: 5, y: 5, w: 10, h: 10 })).toBe(false);
});
