import { describe, expect, test } from "vitest";
import { onGrid, snapped } from "./snapping";

const frame = { x: 3, y: 103, w: 100, h: 40 };

describe("snapping", () => {
  test("goes to the grid where no neighbour is near", () => {
    expect(snapped(frame, [], 1)).toEqual({ by: { x: 3, y: -3 }, guides: [] });
    expect(onGrid(12)).toBe(4);
  });

  test("draws an edge to a neighbour's edge and shows the line", () => {
    const other = { x: 0, y: 400, w: 180, h: 40 };
    const { by, guides } = snapped(frame, [other], 1);
    expect(by.x).toBe(-3);
    expect(guides).toEqual([{ axis: "x", at: 0, from: 100, to: 440 }]);
  });

  test("draws middles together, and an edge never to a middle", () => {
    const narrow = { x: 40, y: 500, w: 30, h: 40 };
    expect(snapped(frame, [narrow], 1).by.x).toBe(2);
    const offset = { x: 3 - 50, y: 500, w: 100 - 4, h: 40 };
    expect(snapped(frame, [offset], 1).guides).toEqual([]);
  });

  test("prefers the nearest line", () => {
    const near = { x: 4, y: 300, w: 300, h: 40 };
    const far = { x: 0, y: 500, w: 300, h: 40 };
    expect(snapped(frame, [far, near], 1).by.x).toBe(1);
  });

  test("reaches as far on the screen at any zoom", () => {
    const other = { x: -9, y: 400, w: 300, h: 40 };
    expect(snapped(frame, [other], 1).guides).toEqual([]);
    expect(snapped(frame, [other], 0.5).by.x).toBe(-12);
  });

  test("treats the axes apart", () => {
    const beside = { x: 400, y: 100, w: 100, h: 40 };
    const { by, guides } = snapped(frame, [beside], 1);
    expect(by).toEqual({ x: 3, y: -3 });
    expect(guides.map((g) => g.axis)).toEqual(["y", "y", "y"]);
  });
});
