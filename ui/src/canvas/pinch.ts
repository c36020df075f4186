// Two fingers on the sheet: what lay under them stays under them.
import type { Point } from "../generated/Point";
import { clampZoom, toMap, type Camera } from "./camera";

export type Two = readonly [Point, Point];

const middle = ([a, b]: Two): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
const apart = ([a, b]: Two): number => Math.max(1, Math.hypot(a.x - b.x, a.y - b.y));

/** The camera after two fingers went from one place to another, in pixels of the canvas. */
export function pinched(camera: Camera, from: Two, to: Two): Camera {
  const held = toMap(camera, middle(from));
  const zoom = clampZoom((camera.zoom * apart(to)) / apart(from));
  return { zoom, x: held.x - middle(to).x / zoom, y: held.y - middle(to).y / zoom };
}
