// Where the window looks and how it gets there: flights of the camera, fitting, framing, what must stay clear.
import type { Point } from "../generated/Point";
import type { RecordId } from "../generated/RecordId";
import type { Rect } from "../generated/Rect";
import { doc } from "../document.svelte";
import { keyOf } from "../records";
import { view, type Ask } from "../view.svelte";
import {
  between,
  clampZoom,
  fitted,
  INSETS,
  isSame,
  MOST_ZOOM,
  NO_INSETS,
  seen,
  showing,
  toMap,
  zoomedAt,
  type Camera,
  type Size,
} from "./camera";
import { around, centre, covers } from "./geometry";
import { litBy } from "./lit";
import type { Spatial } from "./spatial";
import { isStill } from "./still";

/** Milliseconds of a flight of the camera. */
const FLIGHT = 150;

/** What is framed to be shown to a room may be so large, with so much room at its edges. */
const MOST_FRAMED = 2.2;
const FRAME_EDGE = 40;

/** Where the camera was when the canvas was last taken away, and of which document. */
let remembered: { opened: number; camera: Camera } | null = null;

export class Pilot {
  #camera: Camera = { x: 0, y: 0, zoom: 1 };
  #size: Size = { w: 0, h: 0 };
  #flight: { from: Camera; to: Camera; start: number } | null = null;
  #wantsFit = true;
  /** How much of the lower left corner a legend covers. */
  #corner: Size = { w: 0, h: 0 };
  /** Where the camera was before it went to see what a line would do, and where it went. */
  #foreseen: { readonly before: Camera; readonly to: Camera } | null = null;
  /** What is shown as large as it fits, and where the camera goes back to afterwards. */
  #framing: { items: readonly RecordId[] | null; bottom: number; before: Camera } | null = null;

  constructor(
    private readonly spatial: Spatial,
    /** The camera has moved, or is about to. */
    private readonly moved: () => void,
  ) {
    if (remembered?.opened !== doc.opened) return;
    this.#wantsFit = false;
    this.#camera = remembered.camera;
  }

  get camera(): Camera {
    return this.#camera;
  }

  /** The part of the map in the window. */
  get seen(): Rect {
    return seen(this.#camera, this.#size);
  }

  get size(): Size {
    return this.#size;
  }

  /** What is shown to a room, null items being the whole map; null where nothing is. */
  get framing(): { readonly items: readonly RecordId[] | null; readonly bottom: number } | null {
    return this.#framing;
  }

  look(camera: Camera) {
    this.#flight = null;
    this.#setCamera(camera);
  }

  /** The canvas is taken away; it looks at the same when it comes back. */
  leave() {
    remembered = { opened: doc.opened, camera: this.#camera };
  }

  /** A map that was all in sight stays so. */
  resize(size: Size) {
    const wasFitted = isSame(this.target, this.#whole());
    this.#size = size;
    if (this.#framing) {
      // A flight that has begun goes where the old size would have it.
      this.#flight = null;
      this.#camera = this.#framed(this.#framing) ?? this.#camera;
    } else if (this.#wantsFit) this.answer({ ask: "fit" });
    else if (wasFitted) {
      // Also one that was on its way to be.
      this.#flight = null;
      this.#camera = this.#whole();
    }
    this.#setCamera(this.#camera);
  }

  /** Brings what a line would do into sight, clear of what covers the lower edge. */
  showArea(area: Rect) {
    const room = { ...this.#size, h: this.#size.h - view.covered };
    // Beside the line itself there is nothing to be seen either.
    if (covers(seen(this.target, { ...room, h: room.h - INSETS.bottom }), area)) return;
    const before = this.#isForeseeing ? this.#foreseen?.before : undefined;
    const to = showing(this.target, area, room);
    this.#foreseen = { before: before ?? this.target, to };
    this.#flyTo(to);
  }

  /** The camera is still where it went to see what a line would do. */
  get #isForeseeing(): boolean {
    return this.#foreseen !== null && isSame(this.target, this.#foreseen.to);
  }

  /** Flies on; true while it is on its way. */
  fly(now: number): boolean {
    if (!this.#flight) return false;
    const { from, to, start } = this.#flight;
    const t = Math.min(1, Math.max(0, (now - start) / FLIGHT));
    this.#setCamera(t === 1 ? to : between(from, to, this.#size, t));
    if (t === 1) this.#flight = null;
    return t < 1;
  }

  #setCamera(camera: Camera) {
    this.#camera = { ...camera, zoom: clampZoom(camera.zoom) };
    view.zoom = this.#camera.zoom;
    view.centre = centre(this.seen);
    this.moved();
  }

  /** Goes there, at once where motion is not wanted. */
  #flyTo(to: Camera) {
    if (isStill() || this.#wantsFit) return this.look(to);
    this.#flight = { from: this.#camera, to, start: performance.now() };
    this.moved();
  }

  /** Answers what is asked of the camera. */
  answer(ask: Ask) {
    switch (ask.ask) {
      case "fit":
        if (this.#size.w === 0) this.#wantsFit = true;
        else this.#flyTo(this.#whole());
        this.#wantsFit = this.#size.w === 0;
        break;
      case "where":
        ask.tell(isSame(this.target, this.#whole()) ? null : seen(this.target, this.#size));
        break;
      case "look_at":
        this.#flyTo(fitted(ask.area, this.#size, MOST_ZOOM, NO_INSETS));
        break;
      case "fit_selection":
        this.#fit(view.selection);
        break;
      case "show":
        this.#foreseen = null;
        this.show(ask.items);
        break;
      case "unforesee":
        if (this.#foreseen && this.#isForeseeing) this.#flyTo(this.#foreseen.before);
        this.#foreseen = null;
        break;
      case "frame": {
        this.#framing = { ...ask, before: this.#framing?.before ?? this.target };
        const to = this.#framed(this.#framing);
        if (to) this.#flyTo(to);
        break;
      }
      case "unframe":
        if (this.#framing) this.#flyTo(this.#framing.before);
        this.#framing = null;
        break;
      case "zoom":
        this.#flyTo(zoomedAt(this.target, this.#middle, this.target.zoom * ask.by));
        break;
      case "zoom_to":
        this.#flyTo(zoomedAt(this.target, this.#middle, ask.zoom));
        break;
    }
  }

  /** Where the camera is or will be. */
  get target(): Camera {
    return this.#flight?.to ?? this.#camera;
  }

  /** A map that was all in sight stays so when a legend comes or goes. */
  keepClear(corner: Size) {
    const wasWhole = this.#size.w > 0 && isSame(this.target, this.#whole());
    this.#corner = corner;
    if (wasWhole && !this.#framing) this.#flyTo(this.#whole());
  }

  /** All of the map, beside or above what covers the corner if that would cover a card. */
  #whole(): Camera {
    const { w, h } = this.#size;
    if (doc.items.size === 0) return { x: -w / 2, y: -h / 2, zoom: 1 };
    const corner = this.#corner;
    const whole = fitted(doc.bounds, this.#size);
    if (corner.w === 0 || !this.#isUnder(whole, { x: 0, y: h - corner.h, w: corner.w, h: corner.h })) {
      return whole;
    }
    const beside = fitted(doc.bounds, this.#size, undefined, { ...INSETS, left: corner.w + 16 });
    const above = fitted(doc.bounds, this.#size, undefined, { ...INSETS, bottom: corner.h + 16 });
    return beside.zoom >= above.zoom ? beside : above;
  }

  /** Whether cards or notes lie in a part of the window. */
  #isUnder(camera: Camera, part: Rect): boolean {
    const { x, y } = toMap(camera, part);
    const area = { x, y, w: part.w / camera.zoom, h: part.h / camera.zoom };
    return this.spatial.within(area).some(({ item }) => item.layer === "card" || item.layer === "note");
  }

  get #middle(): Point {
    return { x: this.#size.w / 2, y: this.#size.h / 2 };
  }

  #areaOf(ids: readonly RecordId[]): Rect | null {
    return around(ids.flatMap((id) => doc.items.get(keyOf(id))?.rect ?? []));
  }

  /** With everything that belongs to the items in sight: curves and labels too. */
  #framed({ items, bottom }: { items: readonly RecordId[] | null; bottom: number }): Camera | null {
    const keys = items && [...litBy(items)].filter((key) => doc.items.has(key));
    const extents = keys?.flatMap((key) => this.spatial.get(key)?.extent ?? []) ?? [];
    const area = around(extents) ?? (doc.items.size > 0 ? doc.bounds : null);
    const edge = FRAME_EDGE;
    const insets = { left: edge, top: edge, right: edge, bottom: bottom + edge / 2 };
    return area && fitted(area, this.#size, MOST_FRAMED, insets);
  }

  #fit(ids: readonly RecordId[]) {
    const area = this.#areaOf(ids);
    if (area) this.#flyTo(fitted(area, this.#size, 1.5));
  }

  show(ids: readonly RecordId[]) {
    const area = this.#areaOf(ids);
    if (area) this.#flyTo(showing(this.target, area, this.#size));
  }
}
