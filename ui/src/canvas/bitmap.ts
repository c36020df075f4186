// A piece of the map painted into memory, larger than the window, a few milliseconds at a time.
import type { Rect } from "../generated/Rect";
import type { Kind } from "../generated/Kind";
import type { Camera, Size } from "./camera";
import { inflated } from "./geometry";
import { inPaintingOrder } from "./order";
import type { Painting } from "./brushes";
import { paintItem, paintLines, type Brush } from "./paint";
import type { Entry } from "./spatial";
import { prepareText } from "./text";

/** Part of the window's width and height painted beyond each edge. */
const OVERSCAN = 0.3;
/** Items painted between two looks at the clock: without a card one may take some milliseconds. */
const BATCH = 2;
/** A zone that lies over the picture lets it be seen. */
export const SHEER = 0.45;
/** Flows in one stroke when they are plain lines. */
const LINES = 64;

export class Bitmap {
  readonly canvas = document.createElement("canvas");
  readonly #ctx: CanvasRenderingContext2D;
  /** The piece of the map it shows. */
  area: Rect = { x: 0, y: 0, w: 0, h: 0 };
  zoom = 1;
  /** Device pixels for one unit. */
  #scale = 1;
  #todo: Entry[] = [];
  #done = 0;

  /** Of paper, or of glass to lie over another; one that is often of another size keeps the room it had. */
  constructor(
    willReadFrequently: boolean,
    private readonly isGlass: boolean,
    private readonly keepsRoom = isGlass,
  ) {
    const ctx = this.canvas.getContext("2d", { alpha: isGlass, willReadFrequently });
    if (!ctx) throw new Error("this web view has no canvas");
    this.#ctx = ctx;
  }

  get isFinished(): boolean {
    return this.#done >= this.#todo.length;
  }

  get scale(): number {
    return this.#scale;
  }

  /** The part of the canvas that the area takes up, from its upper left corner. */
  get pixels(): Size {
    return { w: Math.ceil(this.area.w * this.#scale), h: Math.ceil(this.area.h * this.#scale) };
  }

  /** The area it would take on around what the camera sees. */
  static areaFor(camera: Camera, size: Size): Rect {
    const [w, h] = [size.w / camera.zoom, size.h / camera.zoom];
    return {
      x: camera.x - w * OVERSCAN,
      y: camera.y - h * OVERSCAN,
      w: w * (1 + 2 * OVERSCAN),
      h: h * (1 + 2 * OVERSCAN),
    };
  }

  /** Gives its memory back; it shows nothing then. */
  release() {
    this.canvas.width = this.canvas.height = 0;
    this.area = { x: 0, y: 0, w: 0, h: 0 };
    this.#todo = [];
    this.#done = 0;
  }

  /** Takes on a new area, without anything on it; the items follow with {@link work}. */
  begin(area: Rect, zoom: number, ratio: number, entries: Entry[], painting: Painting) {
    this.area = area;
    this.zoom = zoom;
    this.#scale = zoom * ratio;
    const { w, h } = this.pixels;
    // Another canvas would have to be made in each step of a drag.
    const width = this.keepsRoom ? Math.max(w, this.canvas.width) : w;
    const height = this.keepsRoom ? Math.max(h, this.canvas.height) : h;
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    prepareText(this.#ctx);
    this.#ground(null, painting);
    this.#todo = inOrder(entries, painting);
    this.#done = 0;
  }

  /** Paints on for about so many milliseconds. */
  work(budget: number, painting: Painting) {
    const end = performance.now() + budget;
    this.#place();
    do {
      const next = this.#todo.slice(
        this.#done,
        this.#done + (painting.brush.detail === "boxes" ? LINES : BATCH),
      );
      this.#paint(next, painting, this.area);
      this.#done += next.length;
    } while (!this.isFinished && performance.now() < end);
  }

  /** Paints these on top of what is there. */
  add(entries: Entry[], painting: Painting) {
    this.#place();
    this.#paint(inOrder(entries, painting), painting, this.area);
  }

  /** Paints one region afresh. */
  mend(region: Rect, entries: Entry[], painting: Painting) {
    const ctx = this.#ctx;
    const { x, y, w, h } = this.wholePixels(region);
    ctx.save();
    this.#place();
    ctx.beginPath();
    ctx.rect(x, y, w, h);
    ctx.clip();
    this.#ground({ x, y, w, h }, painting);
    this.#place();
    this.#paint(inOrder(entries, painting), painting, { x, y, w, h });
    ctx.restore();
  }

  /** A region in whole device pixels, so that no seam is left at its edge. */
  wholePixels(region: Rect): Rect {
    const pixel = 1 / this.#scale;
    const left = Math.floor((region.x - this.area.x) / pixel - 1) * pixel;
    const top = Math.floor((region.y - this.area.y) / pixel - 1) * pixel;
    const right = Math.ceil((region.x + region.w - this.area.x) / pixel + 1) * pixel;
    const bottom = Math.ceil((region.y + region.h - this.area.y) / pixel + 1) * pixel;
    return { x: this.area.x + left, y: this.area.y + top, w: right - left, h: bottom - top };
  }

  /** Lays another of the same scale over this one, where it belongs. */
  lay(other: Bitmap) {
    const { w, h } = other.pixels;
    const left = Math.round((other.area.x - this.area.x) * this.#scale);
    const top = Math.round((other.area.y - this.area.y) * this.#scale);
    this.#ctx.setTransform(1, 0, 0, 1, 0, 0);
    this.#ctx.drawImage(other.canvas, 0, 0, w, h, left, top, w, h);
  }

  #paint(entries: readonly Entry[], painting: Painting, area: Rect) {
    const { brushOf } = painting;
    if (painting.brush.detail !== "boxes") {
      for (const entry of entries) {
        this.#ctx.globalAlpha = this.isGlass && entry.item.layer === "zone" ? SHEER : 1;
        paintItem(this.#ctx, entry.item, brushOf(entry), area);
      }
      return;
    }
    let spines: (readonly number[])[] = [];
    let run: { kind: Kind; brush: Brush } | null = null;
    const flush = () => {
      if (run) paintLines(this.#ctx, run.kind, spines, run.brush);
      run = null;
      spines = [];
    };
    for (const entry of entries) {
      const brush = brushOf(entry);
      const { kind } = entry.item;
      if (run && (run.kind !== kind || run.brush !== brush)) flush();
      if (kind) {
        run ??= { kind, brush };
        spines.push(entry.item.spine);
      } else paintItem(this.#ctx, entry.item, brush);
    }
    flush();
  }

  #place() {
    const s = this.#scale;
    this.#ctx.setTransform(s, 0, 0, s, -this.area.x * s, -this.area.y * s);
  }

  /** Paper, with dots while something is dragged; or nothing. */
  #ground(clip: Rect | null, { brush, dots }: Painting) {
    const ctx = this.#ctx;
    this.#place();
    const { x, y, w, h } = clip ?? inflated(this.area, 1 / this.#scale);
    if (this.isGlass) return ctx.clearRect(x, y, w, h);
    ctx.fillStyle = brush.inks.paper;
    ctx.fillRect(x, y, w, h);
    if (!dots) return;
    ctx.fillStyle = dots;
    ctx.fillRect(x, y, w, h);
  }
}

/** Labels are painted at full detail only; else there is nothing to put in order. */
const inOrder = (entries: Entry[], { brush }: Painting) =>
  brush.detail === "full" ? inPaintingOrder(entries) : entries;
