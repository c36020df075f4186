// What the window shows: a painted bitmap blitted under the camera, and on top of it what is alive.
//
// The bitmap reaches beyond the window, so panning is a copy. When it no longer fits, a second one is
// painted a few milliseconds in each frame and takes its place when done. A small map is done in one go.
import type { Item } from "../generated/Item";
import type { Point } from "../generated/Point";
import type { Rect } from "../generated/Rect";
import type { Key } from "../records";
import { Bitmap, type Painting } from "./bitmap";
import { seen, type Camera, type Size } from "./camera";
import { detailAt } from "./detail";
import { dotPattern } from "./dots";
import { around, covers, overlaps } from "./geometry";
import type { Dressing } from "./ghosted";
import { isShown, type Shown } from "./hit";
import { FADED, fadedInks, type Inks } from "./inks";
import { inPaintingOrder } from "./order";
import { paintItem, type Brush } from "./paint";
import type { Entry, Spatial } from "./spatial";
import { prepareText, WidthGuard } from "./text";
import { willReadFrequently } from "./timing";

/** Milliseconds for painting in one frame: while things move, and at rest. */
const MOVING = 5;
const RESTING = 12;
/** Milliseconds after the last movement when a sharp picture is worth its price. */
const REST = 90;
/** Part of the window's width and height that may lie between it and the bitmap's edge. */
const NEAR = 0.04;
/** Items in a region above which mending costs more than a frame. */
const MENDABLE = 160;
/** Regions mended one by one rather than as the one around them. */
const MOST_PARTS = 24;

/** What the picture is painted with, beside the items. */
export interface Look extends Shown {
  readonly inks: Inks;
  readonly icons: ReadonlyMap<string, Path2D>;
  /** How much bolder strokes are than drawn. */
  readonly bold: number;
  /** What is lit while all else is faded; null for all. */
  readonly lit: ReadonlySet<Key> | null;
  /** How a lens or a scenario shows the items; null for as they are. */
  readonly dress: Dressing | null;
  /** What a scenario adds to them, or the names that a room reads. */
  readonly added: readonly Item[];
}

/** Items that are painted anew in each frame, above the bitmap, and how far from their place. */
export type Alive = ReadonlyMap<Key, Point | null>;

export class Surface {
  readonly canvas = document.createElement("canvas");
  readonly guard = new WidthGuard();
  readonly #ctx: CanvasRenderingContext2D;
  #front: Bitmap;
  #back: Bitmap;
  #look: Look;
  /** The inks with less of their colour left, by how much. */
  #faded = new Map<number, Inks>();
  #showsDots = false;
  #isWorking = false;
  #isStale = true;
  /** Keys the front bitmap was painted without. */
  #without: ReadonlySet<Key> = new Set();
  #backWithout: ReadonlySet<Key> = new Set();
  #dirty: Rect[] = [];
  #dots: { key: string; pattern: CanvasPattern | null } = { key: "", pattern: null };
  #lastCost = 0;
  #workCost = 0;
  #movedAt = -Infinity;
  #camera: Camera = { x: 0, y: 0, zoom: 1 };
  #size: Size = { w: 0, h: 0 };
  #ratio = 1;

  constructor(
    private readonly spatial: Spatial,
    look: Look,
  ) {
    const inMemory = willReadFrequently();
    const ctx = this.canvas.getContext("2d", { alpha: false, willReadFrequently: inMemory });
    if (!ctx) throw new Error("this web view has no canvas");
    this.#ctx = ctx;
    this.#front = new Bitmap(inMemory);
    this.#back = new Bitmap(inMemory);
    this.#look = look;
  }

  get context(): CanvasRenderingContext2D {
    return this.#ctx;
  }

  setSize(size: Size, ratio: number) {
    if (size.w === this.#size.w && size.h === this.#size.h && ratio === this.#ratio) return;
    this.#size = size;
    this.#ratio = ratio;
    this.canvas.width = Math.max(1, Math.round(size.w * ratio));
    this.canvas.height = Math.max(1, Math.round(size.h * ratio));
    this.#isStale = true;
  }

  setLook(look: Look) {
    if (look.inks !== this.#look.inks) this.#faded.clear();
    this.#look = look;
    this.#isStale = true;
  }

  /** Dots of the grid under the items, or none. */
  setDots(areShown: boolean) {
    if (areShown !== this.#showsDots) this.#isStale = true;
    this.#showsDots = areShown;
  }

  /** This region no longer looks as painted. */
  touch(extent: Rect) {
    this.#dirty.push(extent);
  }

  /** Widths are compared with the core's on some of these items' lines. */
  probe(items: Iterable<Item>) {
    prepareText(this.#ctx);
    this.guard.probe(this.#ctx, linesOf(items));
    this.#isStale = true;
  }

  /** Shows what the camera sees; true while more frames are needed. */
  frame(camera: Camera, alive: Alive, now: number): boolean {
    if (camera.x !== this.#camera.x || camera.y !== this.#camera.y || camera.zoom !== this.#camera.zoom) {
      this.#movedAt = now;
      this.#camera = camera;
    }
    this.#bringUpToDate(alive, now);
    this.#blit();
    this.#paintAlive(alive);
    this.#paintAdded();
    return this.#isWorking || this.#isStale || !this.#isSharp();
  }

  #bringUpToDate(alive: Alive, now: number) {
    const isMoving = now - this.#movedAt < REST;
    if (this.#isWorking && !this.#isStale) this.#work(isMoving ? MOVING : RESTING);
    this.#leaveOut(alive);
    if (!this.#isStale && this.#dirty.length > 0) this.#mend(alive);
    const isQuick = this.#lastCost < 8;
    const wanted =
      this.#isStale ||
      (!this.#isWorking && !this.#isSharp() && (isQuick || !isMoving || this.#isNearlyOut()));
    if (!wanted || this.#size.w === 0) return;
    // A bitmap under way is finished first unless it no longer shows the truth: a moving camera must not
    // start over and over.
    if (this.#isWorking && !this.#isStale) return;
    this.#start(alive);
    this.#work(isQuick ? RESTING : isMoving ? MOVING : RESTING);
  }

  #start(alive: Alive) {
    this.#isStale = false;
    this.#dirty = [];
    this.#isWorking = true;
    this.#workCost = 0;
    this.#backWithout = new Set(alive.keys());
    const area = snapped(Bitmap.areaFor(this.#camera, this.#size), this.#camera, this.#ratio);
    const entries = this.#visible(area, this.#backWithout);
    const painting = this.#painting(this.#camera.zoom);
    this.#back.begin(area, this.#camera.zoom, this.#ratio, entries, painting);
  }

  #work(budget: number) {
    const start = performance.now();
    this.#back.work(budget, this.#painting(this.#back.zoom));
    this.#workCost += performance.now() - start;
    if (!this.#back.isFinished) return;
    [this.#front, this.#back] = [this.#back, this.#front];
    this.#without = this.#backWithout;
    this.#lastCost = this.#workCost;
    this.#isWorking = false;
  }

  /** What came alive is to be taken out of the bitmap, and what came to rest put back. */
  #leaveOut(alive: Alive) {
    const without = this.#isWorking ? this.#backWithout : this.#without;
    for (const key of new Set([...alive.keys(), ...without])) {
      const entry = alive.has(key) === without.has(key) ? undefined : this.spatial.get(key);
      if (entry) this.#dirty.push(entry.extent);
    }
  }

  /** Repaints what was touched, if that is little; else all. */
  #mend(alive: Alive) {
    const dirty = this.#dirty;
    this.#dirty = [];
    if (this.#isWorking) {
      this.#isStale = dirty.some((part) => overlaps(part, this.#back.area));
      return;
    }
    const whole = around(dirty);
    const parts = dirty.length <= MOST_PARTS || !whole ? dirty : [whole];
    const seenParts = parts.filter((part) => overlaps(part, this.#front.area));
    const without = new Set(alive.keys());
    const entries = seenParts.map((part) => this.#visible(part, without));
    if (entries.reduce((sum, found) => sum + found.length, 0) > MENDABLE) {
      this.#isStale = true;
      return;
    }
    const painting = this.#painting(this.#front.zoom);
    seenParts.forEach((part, n) => this.#front.mend(part, entries[n]!, painting));
    this.#without = without;
  }

  #visible(area: Rect, without: ReadonlySet<Key>): Entry[] {
    const { dress } = this.#look;
    const seen = this.spatial.within(area).filter((e) => !without.has(e.key) && isShown(e, this.#look));
    return dress ? seen.map((e) => dress.of(e)) : seen;
  }

  /** The bitmap is at the camera's zoom and holds all it sees. */
  #isSharp(): boolean {
    return this.#front.zoom === this.#camera.zoom && covers(this.#front.area, seen(this.#camera, this.#size));
  }

  /** The camera comes near the bitmap's edge. */
  #isNearlyOut(): boolean {
    const { x, y, w, h } = seen(this.#camera, this.#size);
    const margin = { x: x - w * NEAR, y: y - h * NEAR, w: w * (1 + 2 * NEAR), h: h * (1 + 2 * NEAR) };
    return this.#front.zoom === this.#camera.zoom && !covers(this.#front.area, margin);
  }

  #blit() {
    const ctx = this.#ctx;
    const { x, y, zoom } = this.#camera;
    const { area, canvas } = this.#front;
    const scale = zoom * this.#ratio;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.globalAlpha = 1;
    if (!covers(area, seen(this.#camera, this.#size))) {
      ctx.fillStyle = this.#look.inks.paper;
      ctx.fillRect(0, 0, this.canvas.width, this.canvas.height);
    }
    if (area.w === 0) return;
    const left = Math.round((area.x - x) * scale);
    const top = Math.round((area.y - y) * scale);
    const stretch = scale / this.#front.scale;
    ctx.imageSmoothingEnabled = stretch !== 1;
    if (stretch === 1) ctx.drawImage(canvas, left, top);
    else ctx.drawImage(canvas, left, top, canvas.width * stretch, canvas.height * stretch);
  }

  /** What moves, and what the bitmap still lacks. */
  #paintAlive(alive: Alive) {
    const keys = new Set([...alive.keys(), ...this.#without]);
    if (keys.size === 0) return;
    const ctx = this.#ctx;
    prepareText(ctx);
    const window = seen(this.#camera, this.#size);
    const { brushOf } = this.#painting(this.#camera.zoom);
    const { dress } = this.#look;
    const entries = [...keys].flatMap((key) => this.spatial.get(key) ?? []);
    entries.sort((a, b) => a.order - b.order);
    for (const entry of inPaintingOrder(dress ? entries.map((e) => dress.of(e)) : entries)) {
      const by = alive.get(entry.key) ?? { x: 0, y: 0 };
      const { extent, item } = entry;
      if (!overlaps({ ...extent, x: extent.x + by.x, y: extent.y + by.y }, window)) continue;
      if (!isShown(entry, this.#look)) continue;
      this.#toMap(by);
      // A zone that is being moved lies over the picture for once and lets it be seen.
      ctx.globalAlpha = item.layer === "zone" ? 0.45 : 1;
      paintItem(ctx, item, brushOf(entry));
    }
    ctx.globalAlpha = 1;
  }

  /** What is added, above all that is there. */
  #paintAdded() {
    const { added, kinds } = this.#look;
    if (added.length === 0) return;
    prepareText(this.#ctx);
    // Whatever the zoom: they are few, and are there to be read.
    const brush: Brush = { ...this.#painting(this.#camera.zoom).brush, detail: "full" };
    this.#toMap({ x: 0, y: 0 });
    for (const item of added) if (!item.kind || kinds.has(item.kind)) paintItem(this.#ctx, item, brush);
  }

  /** From here on the canvas takes map units, moved by so much. */
  #toMap(by: Point) {
    const s = this.#camera.zoom * this.#ratio;
    this.#ctx.setTransform(s, 0, 0, s, (by.x - this.#camera.x) * s, (by.y - this.#camera.y) * s);
  }

  /** From here on the canvas takes CSS pixels. */
  toPixels() {
    this.#ctx.setTransform(this.#ratio, 0, 0, this.#ratio, 0, 0);
  }

  #dotsAt(zoom: number): CanvasPattern | null {
    const key = `${zoom} ${this.#ratio} ${this.#look.inks.rule}`;
    if (this.#dots.key !== key) {
      this.#dots = { key, pattern: dotPattern(this.#ctx, this.#look.inks.rule, zoom, this.#ratio) };
    }
    return this.#dots.pattern;
  }

  #painting(zoom: number): Painting {
    const { inks, icons, lit, dress, bold } = this.#look;
    const shared = { detail: detailAt(zoom), guard: this.guard, icons, pixel: 1 / zoom, bold };
    const brush: Brush = { ...shared, inks };
    const brushes = new Map([[1, brush]]);
    const brushWith = (part: number) => {
      let less = brushes.get(part);
      if (!less) brushes.set(part, (less = { ...shared, inks: this.#inksWith(part) }));
      return less;
    };
    const brushOf = ({ key, item }: Entry) =>
      lit && !lit.has(key) ? brushWith(FADED) : dress ? brushWith(dress.partOf(item)) : brush;
    return { brush, brushOf, dots: this.#showsDots ? this.#dotsAt(zoom) : null };
  }

  #inksWith(part: number): Inks {
    let inks = this.#faded.get(part);
    if (!inks) this.#faded.set(part, (inks = fadedInks(this.#look.inks, part)));
    return inks;
  }
}

/** The area with its corner a whole number of device pixels from the camera's, so that blits stay sharp. */
function snapped(area: Rect, camera: Camera, ratio: number): Rect {
  const scale = camera.zoom * ratio;
  const x = camera.x + Math.round((area.x - camera.x) * scale) / scale;
  const y = camera.y + Math.round((area.y - camera.y) * scale) / scale;
  return { ...area, x, y };
}

function* linesOf(items: Iterable<Item>) {
  for (const item of items) for (const shape of item.shapes) if (shape.shape === "text") yield shape;
}
