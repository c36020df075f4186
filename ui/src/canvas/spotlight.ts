// The presenter's spotlight: a soft circle of light at the pointer, the rest of the map dimmed.
//
// Cheap without a GPU: four plain rectangles around the circle's square, and one small gradient in it.
import type { Point } from "../generated/Point";
import type { Size } from "./camera";

/** Part of the shorter side of the map. */
const RADIUS = 0.24;
/** Where the edge begins to soften, as a part of the radius. */
const SOFT = 0.7;
const VEIL = "rgb(0 0 0 / 42%)";
/** What makes the circle lighter where the map is dark. */
const GLOW = "rgb(255 255 255 / 10%)";

/** Where the pointer is while the spotlight is on. */
export class Spotlight {
  /** In pixels of the canvas; null until the pointer has moved. */
  at: Point | null = null;
  #isOn = false;

  constructor(
    private readonly origin: () => Point,
    private readonly moved: () => void,
  ) {}

  turn(on: boolean) {
    if (on === this.#isOn) return;
    this.#isOn = on;
    // Heard everywhere: something that catches the pointer may lie over the canvas.
    if (on) window.addEventListener("pointermove", this.#follow);
    else window.removeEventListener("pointermove", this.#follow);
    this.moved();
  }

  #follow = (event: PointerEvent) => {
    const { x, y } = this.origin();
    this.at = { x: event.clientX - x, y: event.clientY - y };
    this.moved();
  };
}

/** Dims all but the circle; the canvas takes CSS pixels. */
export function paintSpotlight(ctx: CanvasRenderingContext2D, { x, y }: Point, { w, h }: Size) {
  const radius = Math.round(RADIUS * Math.min(w, h));
  const [left, top] = [Math.round(x) - radius, Math.round(y) - radius];
  const [right, bottom] = [left + 2 * radius, top + 2 * radius];
  ctx.fillStyle = VEIL;
  ctx.fillRect(0, 0, w, top);
  ctx.fillRect(0, bottom, w, h - bottom);
  ctx.fillRect(0, top, left, bottom - top);
  ctx.fillRect(right, top, w - right, bottom - top);
  const edge = ctx.createRadialGradient(x, y, radius * SOFT, x, y, radius);
  edge.addColorStop(0, GLOW);
  edge.addColorStop(1, VEIL);
  ctx.fillStyle = edge;
  ctx.fillRect(left, top, right - left, bottom - top);
}
