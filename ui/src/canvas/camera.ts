// Where the window looks: pure functions between map units and CSS pixels of the canvas.
import type { Point } from "../generated/Point";
import type { Rect } from "../generated/Rect";

/** The map point at the canvas's upper left corner, and pixels for one unit. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** CSS pixels. */
export interface Size {
  readonly w: number;
  readonly h: number;
}

export const LEAST_ZOOM = 0.05;
export const MOST_ZOOM = 4;

/** Room left around what is fitted, in CSS pixels. */
export interface Insets {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Below stands the speed lane. */
export const INSETS: Insets = { left: 48, top: 40, right: 48, bottom: 96 };

export const NO_INSETS: Insets = { left: 0, top: 0, right: 0, bottom: 0 };

export const clampZoom = (zoom: number): number => Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, zoom));

export function toScreen(camera: Camera, p: Point): Point {
  return { x: (p.x - camera.x) * camera.zoom, y: (p.y - camera.y) * camera.zoom };
}

export function toMap(camera: Camera, p: Point): Point {
  return { x: p.x / camera.zoom + camera.x, y: p.y / camera.zoom + camera.y };
}

/** The part of the map that is seen. */
export function seen(camera: Camera, size: Size): Rect {
  return { x: camera.x, y: camera.y, w: size.w / camera.zoom, h: size.h / camera.zoom };
}

/** The sheet moved under the window by so many pixels. */
export function panned(camera: Camera, by: Point): Camera {
  return { ...camera, x: camera.x - by.x / camera.zoom, y: camera.y - by.y / camera.zoom };
}

/** Zoomed so that the map point under `at` (pixels) stays under it. */
export function zoomedAt(camera: Camera, at: Point, zoom: number): Camera {
  const held = toMap(camera, at);
  const next = clampZoom(zoom);
  return { x: held.x - at.x / next, y: held.y - at.y / next, zoom: next };
}

/** Looking at all of `area`, never larger than `most`. */
export function fitted(area: Rect, size: Size, most = 1.25, insets = INSETS): Camera {
  const w = Math.max(1, size.w - insets.left - insets.right);
  const h = Math.max(1, size.h - insets.top - insets.bottom);
  const zoom = clampZoom(Math.min(most, w / Math.max(1, area.w), h / Math.max(1, area.h)));
  return {
    zoom,
    x: area.x + area.w / 2 - (insets.left + w / 2) / zoom,
    y: area.y + area.h / 2 - (insets.top + h / 2) / zoom,
  };
}

/** Looking at a map point in the middle of the window. */
export const centredOn = ({ zoom }: Camera, { x, y }: Point, { w, h }: Size): Camera => ({
  zoom,
  x: x - w / zoom / 2,
  y: y - h / zoom / 2,
});

/** Whether both show the same, to within a hair. */
export const isSame = (a: Camera, b: Camera): boolean =>
  Math.abs(a.x - b.x) < 0.01 && Math.abs(a.y - b.y) < 0.01 && Math.abs(a.zoom - b.zoom) < 1e-6;

/** Moved as little as need be so that `area` is in sight; zoomed out only if it is too large. */
export function showing(camera: Camera, area: Rect, size: Size): Camera {
  const room = {
    x: camera.x + INSETS.left / camera.zoom,
    y: camera.y + INSETS.top / camera.zoom,
    w: (size.w - INSETS.left - INSETS.right) / camera.zoom,
    h: (size.h - INSETS.top - INSETS.bottom) / camera.zoom,
  };
  if (area.w > room.w || area.h > room.h) return fitted(area, size, camera.zoom);
  const dx = Math.min(0, area.x - room.x) + Math.max(0, area.x + area.w - room.x - room.w);
  const dy = Math.min(0, area.y - room.y) + Math.max(0, area.y + area.h - room.y - room.h);
  return { ...camera, x: camera.x + dx, y: camera.y + dy };
}

/** On the way from one camera to another, `t` from 0 to 1: the zoom in proportion, the middle straight. */
export function between(from: Camera, to: Camera, size: Size, t: number): Camera {
  const ease = t * t * (3 - 2 * t);
  const zoom = from.zoom * (to.zoom / from.zoom) ** ease;
  const middle = (c: Camera) => ({ x: c.x + size.w / c.zoom / 2, y: c.y + size.h / c.zoom / 2 });
  const [a, b] = [middle(from), middle(to)];
  const part = from.zoom === to.zoom ? ease : (zoom - from.zoom) / (to.zoom - from.zoom);
  return {
    zoom,
    x: a.x + (b.x - a.x) * part - size.w / zoom / 2,
    y: a.y + (b.y - a.y) * part - size.h / zoom / 2,
  };
}
