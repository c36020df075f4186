// The canvas as a whole: camera, picture, overlay and what stands over it, brought together in frames.
import type { Item } from "../generated/Item";
import type { Kind } from "../generated/Kind";
import type { Point } from "../generated/Point";
import type { RecordId } from "../generated/RecordId";
import type { Rect } from "../generated/Rect";
import { doc, type PictureChange } from "../document.svelte";
import { focused } from "../focus.svelte";
import type { LensView } from "../generated/LensView";
import type { WhatIfView } from "../generated/WhatIfView";
import { lensShown } from "../lens.svelte";
import { idOf, keyOf, type Key } from "../records";
import { scenarioLooked } from "../scenario.svelte";
import { follow, view, type Ask } from "../view.svelte";
import {
  between,
  centredOn,
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
import { around, centre, covers, middleOf } from "./geometry";
import type { Gesture, Stage as Services } from "./gestures/gesture";
import { Ghosted } from "./ghosted";
import { Glide } from "./glide";
import { chainOf } from "./hit";
import { inksOf, type Inks } from "./inks";
import { InPlace } from "./input";
import { KindPicker } from "./kind_picker";
import { Dress } from "./lensed";
import { Minimap } from "./minimap";
import { Named, Plates } from "./named";
import { emptyOverlay, paintOverlay } from "./overlay";
import { Spatial } from "./spatial";
import { Spotlight } from "./spotlight";
import { Spoken } from "./spoken";
import { Surface, type Look } from "./surface";
import { Walker } from "./walker";
import { words } from "../words";
import { Writer } from "./writer";

/** Milliseconds of a flight of the camera. */
const FLIGHT = 150;

/** How much bolder strokes are on a projector. */
const LARGE_STROKES = 1.5;
/** What is framed to be shown to a room may be so large, with so much room at its edges. */
const MOST_FRAMED = 2.2;
const FRAME_EDGE = 40;

/** Where the camera was when the canvas was last taken away, and of which document. */
let remembered: { opened: number; camera: Camera } | null = null;

/** Whether motion is not wanted. */
const isStill = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

export class Stage implements Services {
  readonly spatial = new Spatial();
  readonly overlay = emptyOverlay();
  readonly surface: Surface;
  readonly input: InPlace;
  readonly writer: Writer;
  readonly #picker: KindPicker;
  readonly #spoken: Spoken;
  readonly #minimap: Minimap;
  readonly #walker: Walker;
  readonly #light: Spotlight;
  readonly #plates = new Plates(() => this.#relook());
  readonly #endings: (() => void)[] = [];
  #camera: Camera = { x: 0, y: 0, zoom: 1 };
  #size: Size = { w: 0, h: 0 };
  #inks: Inks;
  #icons = new Map<string, Path2D>();
  #dress: { readonly view: LensView; readonly dress: Dress } | null = null;
  #ghosted: { view: WhatIfView; dress: Ghosted } | null = null;
  #flight: { from: Camera; to: Camera; start: number } | null = null;
  #glide: Glide | null = null;
  #wantsFit = true;
  /** How much of the lower left corner a legend covers. */
  #corner: Size = { w: 0, h: 0 };
  /** What is shown as large as it fits, and where the camera goes back to afterwards. */
  #framing: { items: readonly RecordId[] | null; bottom: number; before: Camera } | null = null;
  #frame = 0;
  #isFocusing = false;
  /** The gesture under way, and those whose last word is still out. */
  #gesture: Gesture | null = null;
  #settling = new Set<Gesture>();
  /** Called at the beginning of each frame; true while it wants another. */
  beforeFrame: () => boolean = () => false;

  constructor(readonly container: HTMLElement) {
    if (!doc.assets) throw new Error("the canvas is mounted before the assets have come");
    this.#inks = inksOf(doc.assets, view.palette);
    for (const [name, path] of doc.assets.icons) this.#icons.set(name, new Path2D(path));
    this.surface = new Surface(this.spatial, this.#look());
    const { canvas } = this.surface;
    canvas.tabIndex = 0;
    canvas.dataset.canvas = "";
    canvas.setAttribute("role", "application");
    canvas.setAttribute("aria-label", words.canvas.map);
    const camera = () => this.#camera;
    this.input = new InPlace(
      container,
      camera,
      () => this.focus(),
      () => void doc.undo(),
    );
    this.#picker = new KindPicker(container, camera);
    this.writer = new Writer(this);
    this.#spoken = new Spoken(
      doc.items,
      camera,
      () => this.origin,
      (key) => this.#show([idOf(key)]),
    );
    this.#walker = new Walker(
      this.spatial,
      () => centre(this.seen),
      (id) => this.#show([id]),
    );
    this.#light = new Spotlight(
      () => this.origin,
      () => this.redraw(),
    );
    container.classList.add("map");
    container.append(canvas, this.#spoken.element);
    this.#minimap = new Minimap(container, this.spatial, (middle) =>
      this.look(centredOn(this.#camera, middle, this.#size)),
    );
    // A ring around the whole sheet helps those who come by Tab and disturbs all others.
    canvas.addEventListener("focus", () => canvas.classList.toggle("reached", !this.#isFocusing));
    this.#listen();
  }

  get camera(): Camera {
    return this.#camera;
  }

  get seen(): Rect {
    return seen(this.#camera, this.#size);
  }

  get size(): Size {
    return this.#size;
  }

  /** The canvas's corner in the window, in CSS pixels. */
  get origin(): Point {
    return this.container.getBoundingClientRect();
  }

  get gesture(): Gesture | null {
    return this.#gesture;
  }

  /** The gesture that a digit is meant for: the one under way, or the last whose answer is still out. */
  get kindless(): Gesture | undefined {
    return this.#gesture ?? [...this.#settling].find((gesture) => gesture.kind);
  }

  item(key: Key): Item | undefined {
    return doc.items.get(key);
  }

  look(camera: Camera) {
    this.#flight = null;
    this.#setCamera(camera);
  }

  rename(id: RecordId, initial?: string) {
    this.writer.rename(id, initial);
  }

  nameAdded(at: Point, added: Promise<RecordId[]>) {
    this.writer.nameAdded(at, added);
  }

  offerKinds(flow: RecordId) {
    this.writer.offerKinds(this.#picker, flow);
  }

  begin(gesture: Gesture) {
    this.closePicker();
    this.#gesture = gesture;
    this.#setDots();
    this.redraw();
  }

  /** Lets a gesture go; its picture stays as it is until the core has answered. */
  release(last: void | Promise<unknown>) {
    const gesture = this.#gesture;
    this.#gesture = null;
    this.#setDots();
    this.redraw();
    if (!gesture || !last) return;
    this.#settling.add(gesture);
    void last.finally(() => {
      this.#settling.delete(gesture);
      this.redraw();
    });
  }

  /** Gives the flow whose kinds are offered this one; false when none are. */
  pickKind(kind: Kind): boolean {
    return this.#picker.pick(kind);
  }

  closePicker() {
    this.#picker.close();
  }

  /** Asks for a frame. */
  redraw() {
    this.#frame ||= requestAnimationFrame((now) => this.#paint(now));
  }

  focus() {
    this.#isFocusing = true;
    this.surface.canvas.focus({ preventScroll: true });
    this.#isFocusing = false;
  }

  destroy() {
    remembered = { opened: doc.opened, camera: this.#camera };
    for (const end of this.#endings) end();
    cancelAnimationFrame(this.#frame);
    this.#spoken.destroy();
    this.#minimap.destroy();
    this.container.replaceChildren();
  }

  #listen() {
    const resized = new ResizeObserver(() => this.#resize());
    resized.observe(this.container);
    this.#endings.push(() => resized.disconnect());
    this.#endings.push(doc.onPicture((change) => this.#follow(change)));
    this.#endings.push(view.onAsk((ask) => this.#answer(ask)));
    this.#endings.push(follow(() => this.#relook()));
    this.#endings.push(
      follow(() => {
        this.overlay.ghosts = view.ghosts;
        const area = around(view.ghosts.flatMap((ghost) => (ghost.ghost === "flow" ? [] : [ghost.rect])));
        const room = { ...this.#size, h: this.#size.h - view.covered };
        if (area && !covers(seen(this.#target, room), area)) this.#flyTo(showing(this.#target, area, room));
        this.redraw();
      }),
    );
    this.#endings.push(
      follow(() => {
        void view.selection;
        this.redraw();
        this.#spoken.follow();
      }),
    );
    this.#endings.push(follow(() => this.#keepClear(view.corner)));
    if (remembered?.opened === doc.opened) {
      this.#wantsFit = false;
      this.#camera = remembered.camera;
    }
    this.#endings.push(
      follow(() => {
        void view.minimap;
        this.redraw();
      }),
    );
    this.#endings.push(follow(() => this.#light.turn(view.spotlight)));
    this.#endings.push(() => this.#light.turn(false));
    this.#follow({ items: null, removed: [] });
    void this.#awaitFonts();
  }

  async #awaitFonts() {
    const faces = ['400 12px "Inter"', '600 12px "Inter"'];
    await Promise.allSettled(faces.map((face) => document.fonts.load(face)));
    this.surface.probe(doc.items.values());
    this.redraw();
  }

  #resize() {
    const { clientWidth: w, clientHeight: h } = this.container;
    const wasFitted = isSame(this.#camera, this.#whole());
    this.#size = { w, h };
    if (this.#framing) {
      // A flight that has begun goes where the old size would have it.
      this.#flight = null;
      this.#camera = this.#framed(this.#framing) ?? this.#camera;
      this.#hangPlates();
    } else if (this.#wantsFit) this.#answer({ ask: "fit" });
    else if (wasFitted) this.#camera = this.#whole();
    // Painted at once: a canvas that changed its size is blank until the next frame.
    this.#setCamera(this.#camera);
    this.#paint(performance.now());
  }

  #follow({ items, removed, glides }: PictureChange) {
    this.#endGlide();
    if (items === null) {
      this.spatial.clear();
      for (const [key, item] of doc.items) this.spatial.put(key, item);
      this.surface.probe(doc.items.values());
    } else {
      const keys = [...items.map((item) => keyOf(item.id)), ...removed];
      if (glides && !isStill()) this.#glide = Glide.of(items, this.spatial, performance.now());
      const alive = this.#alive();
      // What begins to glide is still in the bitmap where it was.
      const resting = keys.filter((key) => this.#glide || !alive.has(key));
      for (const key of resting) this.#touch(key);
      for (const item of items) this.spatial.put(keyOf(item.id), item);
      for (const key of removed) this.spatial.remove(key);
      for (const key of resting) this.#touch(key);
      this.#gesture?.changed?.(keys);
    }
    this.#spoken.follow();
    this.#minimap.follow();
    this.#hangPlates();
    this.redraw();
  }

  /** What was on its way is where it goes. */
  #endGlide() {
    const keys = this.#glide?.keys ?? [];
    this.#glide = null;
    for (const key of keys) this.#touch(key);
  }

  #touch(key: Key) {
    const entry = this.spatial.get(key);
    if (entry) this.surface.touch(entry.extent);
  }

  #relook() {
    if (doc.assets) this.#inks = inksOf(doc.assets, view.palette);
    this.surface.setLook(this.#look());
    this.#minimap.follow();
    this.redraw();
  }

  #setDots() {
    this.surface.setDots(this.#gesture?.showsGrid ?? false);
  }

  #look(): Look {
    const lit = view.highlight ? litBy(view.highlight) : focused.near;
    if (this.#dress?.view !== lensShown.view) {
      this.#dress = lensShown.view && { view: lensShown.view, dress: new Dress(lensShown.view) };
    }
    const scenario = view.ghosted ? scenarioLooked.found : null;
    if (this.#ghosted?.view !== scenario) {
      this.#ghosted = scenario && { view: scenario, dress: new Ghosted(scenario) };
    }
    const ghosted = this.#ghosted?.dress ?? null;
    const plates = this.#framing && this.#plates.hung;
    const under = ghosted ?? this.#dress?.dress ?? null;
    const named = plates && new Named(plates, under, ghosted?.added ?? []);
    const dress = named ?? under;
    const added = named?.added ?? ghosted?.added ?? [];
    const bold = view.large ? LARGE_STROKES : 1;
    const { kinds } = view;
    return { inks: this.#inks, icons: this.#icons, bold, kinds, only: focused.only, lit, dress, added };
  }

  #alive(): ReadonlyMap<Key, Point | null> {
    if (!this.#gesture?.alive && this.#settling.size === 0 && !this.#glide) return NOBODY;
    const alive = new Map<Key, Point | null>(this.#glide?.at(performance.now()));
    for (const gesture of [...this.#settling, ...(this.#gesture ? [this.#gesture] : [])]) {
      for (const [key, by] of gesture.alive?.() ?? NOBODY) alive.set(key, by);
    }
    return alive;
  }

  #paint(now: number) {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.surface.setSize(this.#size, pixelRatio(view.windowZoom));
    let goesOn = this.beforeFrame();
    goesOn = this.#fly(now) || goesOn;
    if (this.#glide?.isOver(now)) this.#endGlide();
    else if (this.#glide) goesOn = true;
    const alive = this.#alive();
    goesOn = this.surface.frame(this.#camera, alive, now) || goesOn;
    this.surface.toPixels();
    const selected = view.selection.flatMap((id) => {
      const item = doc.items.get(keyOf(id));
      return item ? [{ item, by: alive.get(keyOf(id)) ?? { x: 0, y: 0 } }] : [];
    });
    this.overlay.spotlight = view.spotlight ? this.#light.at : null;
    paintOverlay(this.surface.context, this.overlay, {
      camera: this.#camera,
      size: this.#size,
      inks: this.#inks,
      selected,
      get: (key) => doc.items.get(key),
      canEdit: doc.readOnly === null,
    });
    this.#minimap.place(this.seen, doc.bounds, this.#inks, view.minimap && !this.#framing);
    this.input.place();
    if (this.#picker.isOpen) this.#picker.place();
    if (goesOn) this.redraw();
  }

  #fly(now: number): boolean {
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
    this.#spoken.follow();
    this.redraw();
  }

  /** Goes there, at once where motion is not wanted. */
  #flyTo(to: Camera) {
    if (isStill() || this.#wantsFit) return this.look(to);
    this.#flight = { from: this.#camera, to, start: performance.now() };
    this.redraw();
  }

  #answer(ask: Ask) {
    switch (ask.ask) {
      case "fit":
        if (this.#size.w === 0) this.#wantsFit = true;
        else this.#flyTo(this.#whole());
        this.#wantsFit = this.#size.w === 0;
        break;
      case "where":
        ask.tell(isSame(this.#target, this.#whole()) ? null : seen(this.#target, this.#size));
        break;
      case "look_at":
        this.#flyTo(fitted(ask.area, this.#size, MOST_ZOOM, NO_INSETS));
        break;
      case "fit_selection":
        this.#fit(view.selection);
        break;
      case "show":
        this.#show(ask.items);
        break;
      case "frame": {
        this.#framing = { ...ask, before: this.#framing?.before ?? this.#target };
        const to = this.#framed(this.#framing);
        if (to) this.#flyTo(to);
        this.#plates.drop();
        this.#hangPlates();
        break;
      }
      case "unframe":
        if (this.#framing) this.#flyTo(this.#framing.before);
        this.#framing = null;
        this.#plates.drop();
        break;
      case "zoom":
        this.#flyTo(zoomedAt(this.#target, this.#middle, this.#target.zoom * ask.by));
        break;
      case "zoom_to":
        this.#flyTo(zoomedAt(this.#target, this.#middle, ask.zoom));
        break;
      case "focus_canvas":
        this.focus();
        break;
      case "rename":
        this.rename(ask.item);
        break;
      case "new_actor":
        this.writer.newActor();
        break;
      case "new_linked_actor":
        this.writer.newLinkedActor();
        break;
      case "connect":
        this.writer.connect();
        break;
      case "walk":
        this.#walker.go(ask.way);
        break;
      case "focus_lane":
      case "focus_parking":
        break;
    }
  }

  /** Where the camera is or will be. */
  get #target(): Camera {
    return this.#flight?.to ?? this.#camera;
  }

  /** A map that was all in sight stays so when a legend comes or goes. */
  #keepClear(corner: Size) {
    const wasWhole = this.#size.w > 0 && isSame(this.#target, this.#whole());
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

  /** What is framed is read by a whole room. */
  #hangPlates() {
    if (!this.#framing) return;
    const { items } = this.#framing;
    void this.#plates.ask(items && litBy(items), this.#target.zoom, this.#size.h);
  }

  #fit(ids: readonly RecordId[]) {
    const area = this.#areaOf(ids);
    if (area) this.#flyTo(fitted(area, this.#size, 1.5));
  }

  #show(ids: readonly RecordId[]) {
    const area = this.#areaOf(ids);
    if (area) this.#flyTo(showing(this.#target, area, this.#size));
  }

  /** The map point under a place on the canvas. */
  mapAt(screen: Point): Point {
    return toMap(this.#camera, screen);
  }

  /** The middle of a flow's curve. */
  middleOf(key: Key): Point | null {
    const item = doc.items.get(key);
    return item ? middleOf(chainOf(item)) : null;
  }
}

/** What is named, and the ends of the flows that are: a flow between two shadows says nothing. */
function litBy(ids: readonly RecordId[]): Set<Key> {
  const lit = new Set(ids.map(keyOf));
  for (const id of ids) {
    const flow = id.table === "flow" ? doc.records.flow.get(id.id) : undefined;
    if (flow) lit.add(`actor:${flow.from}`).add(`actor:${flow.to}`);
  }
  return lit;
}

/** Pixels of the screen for one of the window's; WebKit does not count its own zoom in. */
function pixelRatio(zoom: number): number {
  const isWebKit = !navigator.userAgent.includes("Chrome/");
  return (window.devicePixelRatio || 1) * (isWebKit ? zoom : 1);
}

const NOBODY: ReadonlyMap<Key, Point | null> = new Map();
