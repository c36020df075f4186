// The whole map in a corner, while the window shows only a part of it: a frame around that part can be
// dragged. Painted from rectangles when the picture is quiet; a frame of the canvas only moves the frame.
import type { Point } from "../generated/Point";
import type { Rect } from "../generated/Rect";
import { covers, inflated } from "./geometry";
import type { Inks } from "./inks";
import type { Spatial } from "./spatial";

/** The most it takes up, and the room between its edge and the map, in CSS pixels. */
const MOST = { w: 176, h: 112 };
const EDGE = 6;
/** A canvas narrower than this has no corner to spare. */
const LEAST_ROOM = 560;
/** Milliseconds of quiet after which it follows the picture. */
const QUIET = 120;
/** So much of the map's extent may be out of sight without loss. */
const SLIVER = 0.02;
/** The least size of a card, in CSS pixels. */
const DOT = 2;

/** How a map lies in its miniature. */
export interface Fit {
  readonly scale: number;
  /** The map point in the upper left corner. */
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** All of the map, as large as it may be. */
export function fitOf(bounds: Rect): Fit {
  const scale = Math.min(
    (MOST.w - 2 * EDGE) / Math.max(1, bounds.w),
    (MOST.h - 2 * EDGE) / Math.max(1, bounds.h),
  );
  return {
    scale,
    x: bounds.x - EDGE / scale,
    y: bounds.y - EDGE / scale,
    w: Math.max(24, Math.round(bounds.w * scale + 2 * EDGE)),
    h: Math.max(24, Math.round(bounds.h * scale + 2 * EDGE)),
  };
}

/** The part of the map that is seen, in the miniature; never beyond its edge, never too small to take hold of. */
export function frameIn(fit: Fit, seen: Rect): Rect {
  const along = (start: number, length: number, room: number) => {
    const from = Math.max(0, Math.min(room - 8, start));
    return [from, Math.max(8, Math.min(room, start + length) - from)] as const;
  };
  const [x, w] = along((seen.x - fit.x) * fit.scale, seen.w * fit.scale, fit.w);
  const [y, h] = along((seen.y - fit.y) * fit.scale, seen.h * fit.scale, fit.h);
  return { x, y, w, h };
}

/** Whether something of the map is out of sight. */
export function isNeeded(bounds: Rect, seen: Rect): boolean {
  const sliver = SLIVER * Math.min(bounds.w, bounds.h);
  return bounds.w > 0 && !covers(seen, inflated(bounds, -sliver));
}

export class Minimap {
  readonly #element = document.createElement("div");
  readonly #canvas = document.createElement("canvas");
  readonly #frame = document.createElement("div");
  #fit: Fit | null = null;
  #bounds: Rect = { x: 0, y: 0, w: 0, h: 0 };
  #seen: Rect = { x: 0, y: 0, w: 0, h: 0 };
  #isStale = true;
  #timer = 0;
  #held: Point | null = null;

  constructor(
    private readonly container: HTMLElement,
    private readonly spatial: Spatial,
    /** Brings a map point to the middle of the window. */
    private readonly go: (centre: Point) => void,
  ) {
    this.#element.className = "minimap";
    // Whoever does not see it walks the list of actors; whoever has no pointer has keys for the camera.
    this.#element.setAttribute("aria-hidden", "true");
    this.#element.hidden = true;
    this.#element.append(this.#canvas, this.#frame);
    this.#element.addEventListener("pointerdown", (event) => this.#take(event));
    this.#element.addEventListener("pointermove", (event) => this.#drag(event));
    for (const end of ["pointerup", "pointercancel"] as const) {
      this.#element.addEventListener(end, () => (this.#held = null));
    }
    container.append(this.#element);
  }

  /** The picture or its colours changed. */
  follow() {
    this.#isStale = true;
  }

  /** Shows where the window is; `isWanted` false keeps it away. */
  place(seen: Rect, bounds: Rect, inks: Inks, isWanted: boolean) {
    const isShown =
      isWanted && this.container.clientWidth >= LEAST_ROOM && (this.#held !== null || isNeeded(bounds, seen));
    if (this.#element.hidden === isShown) this.#element.hidden = !isShown;
    if (!isShown) return;
    if (this.#isStale && !this.#held) this.#paintSoon(bounds, inks);
    this.#seen = seen;
    this.#placeFrame();
  }

  #placeFrame() {
    if (!this.#fit) return;
    const { x, y, w, h } = frameIn(this.#fit, this.#seen);
    const { style } = this.#frame;
    style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
    style.width = `${w.toFixed(1)}px`;
    style.height = `${h.toFixed(1)}px`;
  }

  destroy() {
    window.clearTimeout(this.#timer);
  }

  #paintSoon(bounds: Rect, inks: Inks) {
    this.#bounds = bounds;
    if (!this.#fit) return this.#paint(inks);
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#paint(inks), QUIET);
  }

  #paint(inks: Inks) {
    this.#isStale = false;
    const fit = (this.#fit = fitOf(this.#bounds));
    const ratio = window.devicePixelRatio || 1;
    Object.assign(this.#canvas, { width: fit.w * ratio, height: fit.h * ratio });
    Object.assign(this.#element.style, { width: `${fit.w}px`, height: `${fit.h}px` });
    // In plain memory: painted this seldom, it would not reach the screen by way of the graphics card.
    const ctx = this.#canvas.getContext("2d", { willReadFrequently: true });
    if (!ctx) return;
    ctx.scale(ratio, ratio);
    const at = ({ x, y, w, h }: Rect) =>
      [
        (x - fit.x) * fit.scale,
        (y - fit.y) * fit.scale,
        Math.max(DOT, w * fit.scale),
        Math.max(DOT, h * fit.scale),
      ] as const;
    ctx.strokeStyle = inks.quiet;
    ctx.fillStyle = inks.quiet;
    ctx.lineWidth = 0.5;
    for (const { item } of this.spatial.values()) {
      if (item.layer === "zone") ctx.strokeRect(...at(item.rect));
      else if (item.layer === "card" || item.layer === "note") ctx.fillRect(...at(item.rect));
    }
    this.#placeFrame();
  }

  #take(event: PointerEvent) {
    // The canvas keeps the focus, so that keys go on as before.
    event.preventDefault();
    if (event.button !== 0) return;
    this.#element.setPointerCapture(event.pointerId);
    const { left, top, width, height } = this.#frame.getBoundingClientRect();
    const { clientX: x, clientY: y } = event;
    const isOn = x >= left && x <= left + width && y >= top && y <= top + height;
    this.#held = isOn ? { x: x - left - width / 2, y: y - top - height / 2 } : { x: 0, y: 0 };
    if (!isOn) this.#drag(event);
  }

  #drag(event: PointerEvent) {
    if (!this.#held || !this.#fit) return;
    const { left, top } = this.#canvas.getBoundingClientRect();
    const { x, y, scale } = this.#fit;
    this.go({
      x: (event.clientX - left - this.#held.x) / scale + x,
      y: (event.clientY - top - this.#held.y) / scale + y,
    });
  }
}
