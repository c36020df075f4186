import { describe, expect, test } from "vitest";
import { isMouseWheel, zoomFactor } from "./wheel";

const turn = { deltaX: 0, deltaY: 0, deltaMode: 0, ctrlKey: false };

describe("the wheel", () => {
  test("a mouse's wheel zooms, two fingers do not", () => {
    expect(isMouseWheel({ ...turn, deltaY: 40, wheelDeltaY: -120 })).toBe(true);
    expect(isMouseWheel({ ...turn, deltaY: 3, deltaMode: 1 })).toBe(true);
    expect(isMouseWheel({ ...turn, deltaY: 7.5, wheelDeltaY: -22.5 })).toBe(false);
    expect(isMouseWheel({ ...turn, deltaX: 4, deltaY: 40, wheelDeltaY: -120 })).toBe(false);
  });

  test("up is nearer, down is farther, and one undoes the other", () => {
    const up = zoomFactor({ ...turn, deltaY: -40 });
    const down = zoomFactor({ ...turn, deltaY: 40 });
    expect(up).toBeGreaterThan(1);
    expect(up * down).toBeCloseTo(1);
  });

  test("one violent turn does not lose the map", () => {
    expect(zoomFactor({ ...turn, deltaY: -10_000 })).toBeLessThan(1.3);
  });
});
