import { describe, expect, test } from "vitest";
import {
  between,
  fitted,
  LEAST_ZOOM,
  MOST_ZOOM,
  panned,
  seen,
  showing,
  toMap,
  toScreen,
  zoomedAt,
} from "./camera";

const size = { w: 1000, h: 700 };
const camera = { x: 100, y: -50, zoom: 0.5 };

describe("the camera", () => {
  test("shows a map point where it says, and back", () => {
    const p = { x: 260, y: 90 };
    expect(toMap(camera, toScreen(camera, p))).toEqual(p);
    expect(toScreen(camera, p)).toEqual({ x: 80, y: 70 });
  });

  test("keeps the point under the pointer while zooming", () => {
    const at = { x: 333, y: 222 };
    for (const zoom of [0.06, 0.5, 1, 3.9]) {
      const zoomed = zoomedAt(camera, at, zoom);
      expect(zoomed.zoom).toBe(zoom);
      expect(toMap(zoomed, at).x).toBeCloseTo(toMap(camera, at).x);
      expect(toMap(zoomed, at).y).toBeCloseTo(toMap(camera, at).y);
    }
  });

  test("zooms neither too far in nor too far out", () => {
    expect(zoomedAt(camera, { x: 0, y: 0 }, 100).zoom).toBe(MOST_ZOOM);
    expect(zoomedAt(camera, { x: 0, y: 0 }, 0).zoom).toBe(LEAST_ZOOM);
  });

  test("moves the sheet with the hand", () => {
    const held = toMap(camera, { x: 10, y: 20 });
    const moved = panned(camera, { x: 30, y: -12 });
    expect(toMap(moved, { x: 40, y: 8 })).toEqual(held);
  });

  test("fits an area wholly into what is seen, and does not blow a small map up", () => {
    const wide = { x: -4000, y: 10, w: 9000, h: 300 };
    const look = fitted(wide, size);
    const sight = seen(look, size);
    expect(sight.x).toBeLessThan(wide.x);
    expect(sight.x + sight.w).toBeGreaterThan(wide.x + wide.w);
    expect(fitted({ x: 0, y: 0, w: 10, h: 10 }, size).zoom).toBe(1.25);
  });

  test("stays where it is when what is to be shown is in sight already", () => {
    const inSight = { x: 600, y: 300, w: 100, h: 60 };
    expect(showing(camera, inSight, size)).toEqual(camera);
    const beyond = { x: 3000, y: 300, w: 100, h: 60 };
    const moved = showing(camera, beyond, size);
    expect(moved.zoom).toBe(camera.zoom);
    const sight = seen(moved, size);
    expect(sight.x + sight.w).toBeGreaterThan(beyond.x + beyond.w);
  });

  test("flies from the one place to the other", () => {
    const to = { x: 900, y: 400, zoom: 2 };
    expect(between(camera, to, size, 0).x).toBeCloseTo(camera.x);
    expect(between(camera, to, size, 1).y).toBeCloseTo(to.y);
    const middle = between(camera, to, size, 0.5).zoom;
    expect(middle).toBeGreaterThan(camera.zoom);
    expect(middle).toBeLessThan(to.zoom);
  });
});
