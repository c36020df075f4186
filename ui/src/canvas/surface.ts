// What the window shows, from below: the sheet, a bitmap of all that rests, blitted under the camera; the
// glass, a bitmap of the flows and zones that are alive; what is under the hand, as sprites.
//
// The sheet reaches beyond the window, so panning is a copy. When it no longer fits, another is painted a few
// milliseconds in each frame and takes its place when done. A place of it that changes is painted so too, and
// laid over it. What is alive is on the glass from the moment that the sheet lacks it, so that nothing is shown
// twice or not at all; the glass is painted the same way, so that flows follow as fast as they can while what
// is under the hand moves in every frame.
import type { Item } from "../generated/Item";
import type { Point } from "../generated/Point";
import type { Rect } from "../generated/Rect";
import type { Key } from "../records";
import { Bitmap, SHEER } from "./bitmap";
import { Brushes, type Look, type Painting } from "./brushes";
import { Buffered } from "./buffered";
import { seen, type Camera, type Size } from "./camera";
import { around, common, covers, inflated, overlaps, translated } from "./geometry";
import { paintItem, type Brush } from "./paint";
import type { Entry, Spatial } from "./spatial";
import { Sprites } from "./sprites";
import { prepareText, WidthGuard } from "./text";
import { willReadFrequently } from "./timing";

/** Milliseconds for painting in one frame: while things move, and at rest. */
const MOVING = 5;
const RESTING = 12;
/** Milliseconds for the sheet in a frame that would show what has just been taken up in two places. */
const TAKING_UP = 40;
/** Milliseconds for the sheet in a frame in which the glass is painted too. */
const BESIDE = 3;
/** Milliseconds after the last movement when a sharp picture is worth its price. */
const REST = 90;
/** Part of the window's width and height that may lie between it and the bitmap's edge. */
const NEAR = 0.04;
/** Items in what is to be mended above which all is painted afresh, a little in each frame. */
const MENDABLE = 120;
/** Places above which it is so too: each costs something beside its items. */
const MOST_PLACES = 24;

/** Units around what is on the glass: strokes reach beyond their curves, and flows move on. */
const MARGIN = 24;
const NOWHERE: Rect = { x: 0, y: 0, w: 0, h: 0 };

/** Items that are above the sheet, and how far from their place; null for as they are. */
export type Alive = ReadonlyMap<Key, Point | null>;

/** A place of the sheet that is not as it ought to be, for the sake of one item. */
interface Place {
  readonly key: Key;
  readonly area: Rect;
}

export class Surface {
  readonly canvas = document.createElement("canvas");
  readonly guard = new WidthGuard();
  readonly #ctx: CanvasRenderingContext2D;
  readonly #brushes: Brushes;
  readonly #sheet: Buffered;
  readonly #glass: Buffered;
  readonly #sprites: Sprites;
  #look: Look;
  #showsDots = false;
  #isStale = true;
  /** Places are left to be mended. */
  #isBehind = false;
  /** The glass no longer shows what is alive as it is. */
  #isGlassStale = false;
  /** Something came alive beyond the glass: another is painted at once, that nothing is missing meanwhile. */
  #isGlassShort = false;
  /** What was seen when the glass was painted, and when the coming one was begun. */
  #glazed: Rect = NOWHERE;
  #comingGlazed: Rect = NOWHERE;
  /** Keys the sheet was painted without, and those the coming one is. */
  #without = new Set<Key>();
  #comingWithout = new Set<Key>();
  /** Keys that the glass shows. */
  #onGlass: ReadonlySet<Key> = new Set();
  #dirty = new Places();
  /** What became dirty after the coming sheet was begun. */
  #late = new Places();
  /** A place that is painted beside the sheet, and whether it will lack its item then. */
  #patch: (Place & { readonly lacks: boolean }) | null = null;
  readonly #patching: Bitmap;
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
    this.#sheet = new Buffered(inMemory, false);
    this.#glass = new Buffered(inMemory, true);
    this.#patching = new Bitmap(inMemory, false, true);
    this.#sprites = new Sprites(inMemory);
    this.#look = look;
    this.#brushes = new Brushes(ctx, this.guard, look);
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
    this.#sheet.stop();
    this.#outdate();
  }

  setLook(look: Look) {
    const isOtherPaper = look.inks.paper !== this.#look.inks.paper;
    this.#look = look;
    this.#brushes.set(look);
    this.#outdate();
    if (!isOtherPaper) return;
    // A large map takes a while to be painted: rather bare paper meanwhile than the wrong paper.
    this.#sheet.release();
    this.#glass.release();
  }

  /** Dots of the grid under the items, or none. */
  setDots(areShown: boolean) {
    if (areShown !== this.#showsDots) this.#isStale = true;
    this.#showsDots = areShown;
  }

  /** Where this item was or is, the sheet no longer looks as painted. */
  touch(key: Key, area: Rect) {
    this.#dirty.add(key, area);
    if (this.#sheet.isWorking) this.#late.add(key, area);
  }

  /** Whether the sheet, or what is about to take its place, is painted without this. */
  lacks(key: Key): boolean {
    const isLeaving = this.#patch?.key === key && this.#patch.lacks;
    return this.#without.has(key) || isLeaving || (this.#sheet.isWorking && this.#comingWithout.has(key));
  }

  /** All that was painted now belongs so far from where it was; it is painted afresh behind that. */
  carry(by: Point) {
    if (by.x === 0 && by.y === 0) return;
    this.#sheet.stop();
    this.#dropPatch();
    this.#sheet.front.area = translated(this.#sheet.front.area, by);
    this.#outdate();
  }

  /** Something alive no longer looks as painted. */
  touchAlive() {
    this.#isGlassStale = true;
  }

  /** Widths are compared with the core's on some of these items' lines. */
  probe(items: Iterable<Item>) {
    prepareText(this.#ctx);
    this.guard.probe(this.#ctx, linesOf(items));
    this.#outdate();
  }

  /** Nothing is painted as it ought to be. */
  #outdate() {
    this.#isStale = true;
    this.#isGlassStale = true;
    this.#sprites.clear();
  }

  /** Shows what the camera sees; true while more frames are needed. */
  frame(camera: Camera, alive: Alive, now: number): boolean {
    if (camera.x !== this.#camera.x || camera.y !== this.#camera.y || camera.zoom !== this.#camera.zoom) {
      this.#movedAt = now;
      this.#camera = camera;
    }
    const isMoving = alive.size > 0 || now - this.#movedAt < REST;
    this.#isBehind = false;
    this.#followSheet(alive, isMoving);
    this.#followGlass(alive, isMoving);
    this.#blit(this.#sheet.front, true);
    this.#blit(this.#glass.front, false);
    this.#paintHeld(alive);
    this.#paintAdded();
    const isUnfinished = this.#isStale || this.#isBehind || this.#isGlassStale;
    if (this.#sheet.isWorking || this.#glass.isWorking || isUnfinished || !this.#isSharp()) return true;
    this.#sheet.rest();
    if (this.#patching.canvas.width > 0) this.#patching.release();
    if (alive.size === 0) this.#sprites.clear();
    return false;
  }

  #followSheet(alive: Alive, isMoving: boolean) {
    const beside = this.#isGlassStale || this.#glass.isWorking ? BESIDE : MOVING;
    const budget = isMoving ? beside : RESTING;
    if (this.#sheet.isWorking) this.#workOnSheet(budget);
    this.#mend(alive, budget);
    // A sheet under way is finished first: what moves must not start it over and over.
    if (this.#sheet.isWorking || this.#size.w === 0) return;
    const isQuick = this.#sheet.lastCost < 8;
    if (!this.#isStale && (this.#isSharp() || (!isQuick && isMoving && !this.#isNearlyOut()))) return;
    const isDouble = [...alive].some(([key, by]) => by && !this.#without.has(key));
    this.#startSheet(alive);
    this.#workOnSheet(isDouble ? TAKING_UP : isQuick && alive.size === 0 ? RESTING : budget);
  }

  #startSheet(alive: Alive) {
    this.#isStale = false;
    this.#dirty = new Places();
    this.#late = new Places();
    this.#patch = null;
    this.#comingWithout = new Set(alive.keys());
    const area = snapped(Bitmap.areaFor(this.#camera, this.#size), this.#camera, this.#ratio);
    const entries = this.#visible(area, this.#comingWithout);
    this.#sheet.begin(area, this.#camera.zoom, this.#ratio, entries, this.#painting(this.#camera.zoom));
  }

  #workOnSheet(budget: number) {
    if (!this.#sheet.work(budget, this.#painting(this.#sheet.zoom))) return;
    this.#dirty = this.#late;
    this.#late = new Places();
    this.#patch = null;
    this.#without = this.#comingWithout;
  }

  /**
   * Paints the sheet afresh where it is not as it ought to be, as far as the time goes; all of it where that is
   * quicker. A place may take some frames: it is painted beside the sheet and laid over it when done. What a
   * hand has just taken hold of leaves its place at once, whatever the time.
   */
  #mend(alive: Alive, budget: number) {
    const end = performance.now() + budget;
    if (this.#patch && this.#patch.lacks !== alive.has(this.#patch.key)) {
      // Taken up again before it was back on the sheet: there is nothing to mend.
      if (this.#without.has(this.#patch.key)) this.#patch = null;
      this.#dropPatch();
    }
    const touched = this.#dirty;
    const places = this.#places(alive);
    this.#dirty = new Places();
    const isTaken = ({ key }: Place) => alive.get(key) && !this.#without.has(key);
    const taken = places.filter(isTaken);
    const waiting = places.filter((place) => !isTaken(place));
    let items = 0;
    const isTooMuch = ({ area }: Place) => (items += this.spatial.within(area).length) > MENDABLE;
    if (taken.some(isTooMuch)) return void (this.#isStale = true);
    for (const place of taken) this.#mendAtOnce(place);
    if (waiting.length > MOST_PLACES || waiting.some(isTooMuch)) return void (this.#isStale = true);
    while (this.#patch || waiting.length > 0) {
      const next = this.#patch ? null : waiting.shift();
      if (next) this.#beginPatch(next, alive.has(next.key));
      this.#workOnPatch(end - performance.now());
      if (performance.now() >= end) break;
    }
    this.#isBehind = this.#patch !== null || waiting.length > 0 || this.#dirty.areas.size > 0;
    // What only comes alive or to rest is found again, if it still does.
    for (const { key, area } of waiting) if (touched.has(key)) this.#dirty.add(key, area);
  }

  #mendAtOnce({ key, area }: Place) {
    this.#dropPatch();
    this.#without.add(key);
    const { front } = this.#sheet;
    front.mend(area, this.#visible(area, this.#without), this.#painting(front.zoom));
  }

  #beginPatch({ key, area }: Place, lacks: boolean) {
    const { front } = this.#sheet;
    this.#patch = { key, area, lacks };
    const without = new Set(this.#without);
    if (lacks) without.add(key);
    else without.delete(key);
    const piece = front.wholePixels(common(area, front.area));
    this.#patching.begin(
      piece,
      front.zoom,
      this.#ratio,
      this.#visible(piece, without),
      this.#painting(front.zoom),
    );
  }

  #workOnPatch(budget: number) {
    if (!this.#patch) return;
    const { front } = this.#sheet;
    this.#patching.work(budget, this.#painting(front.zoom));
    if (!this.#patching.isFinished) return;
    front.lay(this.#patching);
    const { key, lacks } = this.#patch;
    if (lacks) this.#without.add(key);
    else this.#without.delete(key);
    this.#patch = null;
  }

  /** Leaves what is being painted beside the sheet: the place is as it was. */
  #dropPatch() {
    if (this.#patch) this.#dirty.add(this.#patch.key, this.#patch.area);
    this.#patch = null;
  }

  /**
   * Where the sheet is not as it ought to be: places that were touched, and those of what came alive or to
   * rest. A sheet under way knows of all but what a hand has taken hold of since.
   */
  #places(alive: Alive): Place[] {
    const { isWorking, front } = this.#sheet;
    const places = new Places(this.#dirty.areas);
    for (const key of new Set([...alive.keys(), ...this.#without])) {
      const isAsPainted = alive.has(key) === this.#without.has(key) || key === this.#patch?.key;
      if (isAsPainted || (isWorking && !alive.get(key))) continue;
      const entry = this.spatial.get(key);
      if (entry && overlaps(entry.extent, front.area)) places.add(key, entry.extent);
      else if (alive.has(key)) this.#without.add(key);
      else this.#without.delete(key);
    }
    return places.all.filter(({ area }) => overlaps(area, front.area));
  }

  #followGlass(alive: Alive, isMoving: boolean) {
    const budget = isMoving ? MOVING : RESTING;
    const keys = this.#putOnGlass(alive);
    this.#workOnGlass(budget);
    const { front } = this.#glass;
    const isOtherZoom = front.area.w > 0 && front.zoom !== this.#camera.zoom;
    const isOff = keys.length > 0 && (isOtherZoom || !covers(this.#glazed, this.#seen));
    if (this.#glass.isWorking || !(this.#isGlassStale || isOff)) return;
    this.#isGlassStale = false;
    const entries = this.#entriesOf(keys).filter(({ extent }) => overlaps(extent, this.#seen));
    const reach = around(entries.map(({ extent }) => extent));
    if (!reach) {
      this.#glazed = this.#seen;
      return this.#glass.release();
    }
    // No larger than what is on it: it is laid over the sheet in every frame.
    const area = snapped(common(inflated(reach, MARGIN), this.#seen), this.#camera, this.#ratio);
    const isFirst = front.area.w === 0 || this.#isGlassShort;
    this.#isGlassShort = false;
    this.#comingGlazed = this.#seen;
    this.#glass.begin(area, this.#camera.zoom, this.#ratio, entries, this.#swiftly(this.#camera.zoom));
    this.#workOnGlass(isFirst ? Infinity : budget);
  }

  #workOnGlass(budget: number) {
    if (!this.#glass.isWorking) return;
    if (this.#glass.work(budget, this.#swiftly(this.#glass.zoom))) this.#glazed = this.#comingGlazed;
  }

  /** What the sheet lacks and no hand holds is on the glass at once; gives all that belongs there. */
  #putOnGlass(alive: Alive): Key[] {
    const keys = [...this.#without].filter((key) => !alive.get(key));
    const added = keys.filter((key) => !this.#onGlass.has(key));
    if (added.length === 0 && keys.length === this.#onGlass.size) return keys;
    this.#onGlass = new Set(keys);
    this.#isGlassStale = true;
    this.#glass.stop();
    const { front } = this.#glass;
    const entries = this.#entriesOf(added).filter(({ extent }) => overlaps(extent, this.#seen));
    const held = inflated(front.area, 1 / this.#camera.zoom);
    this.#isGlassShort = entries.some(({ extent }) => !covers(held, common(extent, this.#seen)));
    if (front.area.w > 0 && !this.#isGlassShort) front.add(entries, this.#swiftly(front.zoom));
    return keys;
  }

  get #seen(): Rect {
    return seen(this.#camera, this.#size);
  }

  #visible(area: Rect, without: ReadonlySet<Key>): Entry[] {
    return this.#brushes.dressed(this.spatial.within(area).filter(({ key }) => !without.has(key)));
  }

  /** In painting order. */
  #entriesOf(keys: readonly Key[]): Entry[] {
    const entries = keys.flatMap((key) => this.spatial.get(key) ?? []);
    return this.#brushes.dressed(entries.sort((a, b) => a.order - b.order));
  }

  /** The sheet is at the camera's zoom and holds all it sees. */
  #isSharp(): boolean {
    const { zoom, area } = this.#sheet.front;
    return zoom === this.#camera.zoom && covers(area, this.#seen);
  }

  /** The camera comes near the sheet's edge. */
  #isNearlyOut(): boolean {
    const { x, y, w, h } = this.#seen;
    const margin = { x: x - w * NEAR, y: y - h * NEAR, w: w * (1 + 2 * NEAR), h: h * (1 + 2 * NEAR) };
    const { zoom, area } = this.#sheet.front;
    return zoom === this.#camera.zoom && !covers(area, margin);
  }

  #blit({ area, canvas, pixels: { w, h }, scale: painted }: Bitmap, isSheet: boolean) {
    const ctx = this.#ctx;
    const { x, y, zoom } = this.#camera;
    const scale = zoom * this.#ratio;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.globalAlpha = 1;
    if (isSheet && !covers(area, this.#seen)) {
      ctx.fillStyle = this.#look.inks.paper;
      ctx.fillRect(0, 0, this.canvas.width, this.canvas.height);
    }
    if (area.w === 0) return;
    const left = Math.round((area.x - x) * scale);
    const top = Math.round((area.y - y) * scale);
    const stretch = scale / painted;
    ctx.imageSmoothingEnabled = stretch !== 1;
    ctx.drawImage(canvas, 0, 0, w, h, left, top, w * stretch, h * stretch);
  }

  /** What is under the hand or glides. */
  #paintHeld(alive: Alive) {
    const held = [...alive].flatMap(([key, by]) => (by ? [key] : []));
    if (held.length === 0) return;
    const ctx = this.#ctx;
    const painting = this.#painting(this.#camera.zoom);
    for (const entry of this.#entriesOf(held)) {
      const by = alive.get(entry.key) ?? { x: 0, y: 0 };
      const { extent, item } = entry;
      if (!overlaps({ ...extent, x: extent.x + by.x, y: extent.y + by.y }, this.#seen)) continue;
      if (this.#sprites.put(ctx, entry, by, this.#camera, this.#ratio, painting)) continue;
      prepareText(ctx);
      this.#toMap(by);
      ctx.globalAlpha = item.layer === "zone" ? SHEER : 1;
      paintItem(ctx, item, painting.brushOf(entry));
      ctx.globalAlpha = 1;
    }
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

  #painting(zoom: number): Painting {
    return this.#brushes.at(zoom, this.#ratio, { showsDots: this.#showsDots });
  }

  #swiftly(zoom: number): Painting {
    return this.#brushes.at(zoom, this.#ratio, { isSwift: true });
  }
}

/** Places by what they are for; those of one item that overlap are one. */
class Places {
  readonly #areas: Map<Key, Rect[]>;

  constructor(areas: ReadonlyMap<Key, Rect[]> = new Map()) {
    this.#areas = new Map(areas);
  }

  get areas(): ReadonlyMap<Key, Rect[]> {
    return this.#areas;
  }

  has(key: Key): boolean {
    return this.#areas.has(key);
  }

  add(key: Key, area: Rect) {
    const areas = this.#areas.get(key) ?? [];
    const apart = areas.filter((each) => !overlaps(each, area));
    const joined = areas.length === apart.length ? area : (around([...areas, area]) ?? area);
    this.#areas.set(key, areas.length === apart.length ? [...apart, joined] : [joined]);
  }

  get all(): Place[] {
    return [...this.#areas].flatMap(([key, areas]) => areas.map((area) => ({ key, area })));
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
