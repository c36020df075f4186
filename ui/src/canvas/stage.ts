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
import type { Look } from "./brushes";
import { centredOn, seen, toMap, type Camera, type Size } from "./camera";
import { around, centre, inflated, middleOf, overlaps, translated } from "./geometry";
import type { Gesture, Living, Stage as Services, Whole } from "./gestures/gesture";
import { Ghosted } from "./ghosted";
import { Glide } from "./glide";
import { chainOf } from "./hit";
import { inksOf, type Inks } from "./inks";
import { InPlace } from "./input";
import { KindPicker } from "./kind_picker";
import { Dress } from "./lensed";
import { litBy } from "./lit";
import { Minimap } from "./minimap";
import { Named, Plates } from "./named";
import { emptyOverlay, paintOverlay, type Decor } from "./overlay";
import { Pilot } from "./pilot";
import { Spatial } from "./spatial";
import { Spotlight } from "./spotlight";
import { Spoken } from "./spoken";
import { isStill } from "./still";
import { Surface } from "./surface";
import { Walker } from "./walker";
import { words } from "../words";
import { Writer } from "./writer";

/** Items above which what only assists waits for a gesture to end. */
const LARGE_MAP = 2000;

/** How far the frames of what is selected reach beyond it, in CSS pixels. */
const FRAMES = 12;

/** How much bolder strokes are on a projector. */
const LARGE_STROKES = 1.5;

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
  readonly #pilot: Pilot;
  readonly #endings: (() => void)[] = [];
  #inks: Inks;
  #icons = new Map<string, Path2D>();
  /** How all looks, and what that was made from. */
  #looked: { readonly from: readonly unknown[]; readonly look: Look } | null = null;
  #shown: Look | null = null;
  #dress: { readonly view: LensView; readonly dress: Dress } | null = null;
  #ghosted: { view: WhatIfView; dress: Ghosted } | null = null;
  #glide: Glide | null = null;
  #frame = 0;
  #isFocusing = false;
  /** The gesture under way, and those whose last word is still out. */
  #gesture: Gesture | null = null;
  #settling = new Set<Living>();
  /** Called at the beginning of each frame; true while it wants another. */
  beforeFrame: () => boolean = () => false;

  constructor(readonly container: HTMLElement) {
    if (!doc.assets) throw new Error("the canvas is mounted before the assets have come");
    this.#inks = inksOf(doc.assets, view.palette);
    for (const [name, path] of doc.assets.icons) this.#icons.set(name, new Path2D(path));
    this.#pilot = new Pilot(this.spatial, () => {
      this.#spoken.follow();
      this.redraw();
    });
    this.surface = new Surface(this.spatial, this.#look());
    const { canvas } = this.surface;
    canvas.tabIndex = 0;
    canvas.dataset.canvas = "";
    canvas.setAttribute("role", "application");
    canvas.setAttribute("aria-label", words.canvas.map);
    const camera = () => this.camera;
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
      () => centre(this.seen),
      (key) => this.#pilot.show([idOf(key)]),
    );
    this.#walker = new Walker(
      this.spatial,
      () => centre(this.seen),
      (id) => this.#pilot.show([id]),
    );
    this.#light = new Spotlight(
      () => this.origin,
      () => this.redraw(),
    );
    container.classList.add("map");
    container.append(canvas, this.#spoken.element);
    this.#minimap = new Minimap(container, this.spatial, (middle) =>
      this.look(centredOn(this.camera, middle, this.size)),
    );
    // A ring around the whole sheet helps those who come by Tab and disturbs all others.
    canvas.addEventListener("focus", () => canvas.classList.toggle("reached", !this.#isFocusing));
    this.#listen();
  }

  get camera(): Camera {
    return this.#pilot.camera;
  }

  get seen(): Rect {
    return this.#pilot.seen;
  }

  get size(): Size {
    return this.#pilot.size;
  }

  get carried(): Point {
    return this.#whole()?.by ?? HERE;
  }

  /** The canvas's corner in the window, in CSS pixels. */
  get origin(): Point {
    return this.container.getBoundingClientRect();
  }

  get gesture(): Gesture | null {
    return this.#gesture;
  }

  /** The gesture that a digit is meant for: the one under way, or the last whose answer is still out. */
  get kindless(): Living | undefined {
    return this.#gesture ?? [...this.#settling].find((gesture) => gesture.kind);
  }

  item(key: Key): Item | undefined {
    return doc.items.get(key);
  }

  look(camera: Camera) {
    this.#pilot.look(camera);
  }

  rename(id: RecordId, initial?: string) {
    this.writer.rename(id, initial);
  }

  newZone(area: Rect) {
    this.writer.newZone(area);
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
    if (gesture && last) this.settle(gesture, last);
    this.#spoken.follow();
  }

  settle(living: Living, until?: Promise<unknown>) {
    this.#settling.add(living);
    void until?.finally(() => {
      this.#settling.delete(living);
      this.#spoken.follow();
      this.redraw();
    });
    this.redraw();
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
    if (this.#frame) return;
    this.surface.canvas.removeAttribute("data-settled");
    this.#frame = requestAnimationFrame((now) => this.#paint(now));
  }

  focus() {
    this.#isFocusing = true;
    this.surface.canvas.focus({ preventScroll: true });
    this.#isFocusing = false;
  }

  destroy() {
    this.#pilot.leave();
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
        if (area) this.#pilot.showArea(area);
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
    this.#endings.push(follow(() => this.#pilot.keepClear(view.corner)));
    this.#endings.push(
      follow(() => {
        void view.minimap;
        void view.covered;
        this.redraw();
      }),
    );
    this.#endings.push(
      follow(() => {
        if (view.face === "map") return;
        // The pointer does not leave by itself what is put out of its reach.
        this.overlay.rim = this.overlay.hover = null;
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
    this.#pilot.resize({ w, h });
    this.#hangPlates();
    // Painted at once: a canvas that changed its size is blank until the next frame.
    this.#paint(performance.now());
  }

  #follow({ items, removed, glides }: PictureChange) {
    this.#endGlide();
    if (items === null) {
      this.spatial.clear();
      for (const [key, item] of doc.items) this.spatial.put(key, item);
      this.surface.probe(doc.items.values());
    } else {
      this.#carryOn();
      const keys = [...items.map((item) => keyOf(item.id)), ...removed];
      if (glides && !isStill()) this.#glide = Glide.of(items, this.spatial, performance.now());
      const alive = this.#alive();
      // What begins to glide is still in the bitmap where it was, and so is what the bitmap has yet to lose.
      const resting = keys.filter((key) => this.#glide || !alive.has(key) || !this.surface.lacks(key));
      for (const key of resting) this.#touch(key);
      for (const item of items) this.spatial.put(keyOf(item.id), item);
      for (const key of removed) this.spatial.remove(key);
      for (const key of resting) this.#touch(key);
      if (keys.some((key) => alive.has(key))) this.surface.touchAlive();
      for (const living of this.#living()) living.changed?.(keys);
    }
    // On a large map the list beside the canvas waits until the hand is still.
    if (!this.#gesture || doc.items.size < LARGE_MAP) this.#spoken.follow();
    this.#minimap.follow();
    this.#hangPlates();
    this.redraw();
  }

  /** The whole picture that was on its way is where it was carried to: what is painted of it goes there too. */
  #carryOn() {
    const key = this.#whole()?.key;
    const [was, is] = key ? [this.spatial.get(key)?.item.rect, doc.items.get(key)?.rect] : [];
    if (was && is) this.surface.carry({ x: is.x - was.x, y: is.y - was.y });
  }

  /** What was on its way is where it goes. */
  #endGlide() {
    const keys = this.#glide?.keys ?? [];
    this.#glide = null;
    for (const key of keys) this.#touch(key);
  }

  #touch(key: Key) {
    const entry = this.spatial.get(key);
    if (entry) this.surface.touch(key, entry.extent);
  }

  /** Everything is painted anew where it is to look otherwise: not each time that something tells it may. */
  #relook() {
    const look = this.#look();
    if (look === this.#shown) return;
    this.#shown = look;
    this.surface.setLook(look);
    this.#minimap.follow();
    this.redraw();
  }

  #setDots() {
    this.surface.setDots(this.#gesture?.showsGrid ?? false);
  }

  #look(): Look {
    const scenario = view.ghosted ? scenarioLooked.found : null;
    const plates = this.#pilot.framing ? this.#plates.hung : null;
    const { palette, highlight, large, kinds } = view;
    const { near, only } = focused;
    const from = [palette, highlight, near, only, lensShown.view, scenario, plates, large, kinds];
    if (this.#looked && from.every((each, n) => each === this.#looked?.from[n])) return this.#looked.look;
    if (doc.assets && palette !== this.#looked?.from[0]) this.#inks = inksOf(doc.assets, palette);
    if (this.#dress?.view !== lensShown.view) {
      this.#dress = lensShown.view && { view: lensShown.view, dress: new Dress(lensShown.view) };
    }
    if (this.#ghosted?.view !== scenario) {
      this.#ghosted = scenario && { view: scenario, dress: new Ghosted(scenario) };
    }
    const ghosted = this.#ghosted?.dress ?? null;
    const under = ghosted ?? this.#dress?.dress ?? null;
    const named = plates && new Named(plates, under, ghosted?.added ?? []);
    const look: Look = {
      inks: this.#inks,
      icons: this.#icons,
      bold: large ? LARGE_STROKES : 1,
      kinds,
      only,
      lit: highlight ? litBy(highlight) : near,
      dress: named ?? under,
      added: named?.added ?? ghosted?.added ?? [],
    };
    this.#looked = { from, look };
    return look;
  }

  /** The gesture under way and what has not yet settled, the oldest first. */
  #living(): Living[] {
    return this.#gesture ? [...this.#settling, this.#gesture] : [...this.#settling];
  }

  /** The whole picture where it is carried; the last that took it has it. */
  #whole(): Whole | null {
    return this.#living().reduce<Whole | null>((whole, living) => living.whole?.() ?? whole, null);
  }

  #alive(): ReadonlyMap<Key, Point | null> {
    const living = this.#living();
    if (living.length === 0 && !this.#glide) return NOBODY;
    const alive = new Map<Key, Point | null>(this.#glide?.at(performance.now()));
    for (const each of living) for (const [key, by] of each.alive?.() ?? NOBODY) alive.set(key, by);
    return alive;
  }

  #paint(now: number) {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.surface.setSize(this.size, pixelRatio(view.windowZoom));
    let goesOn = this.beforeFrame();
    goesOn = this.#pilot.fly(now) || goesOn;
    if (this.#glide?.isOver(now)) this.#endGlide();
    else if (this.#glide) goesOn = true;
    const alive = this.#alive();
    // To carry the whole picture is to look at it from elsewhere.
    const by = this.carried;
    const camera = { ...this.camera, x: this.camera.x - by.x, y: this.camera.y - by.y };
    goesOn = this.surface.frame(camera, alive, now) || goesOn;
    this.surface.toPixels();
    this.overlay.spotlight = view.spotlight ? this.#light.at : null;
    paintOverlay(this.surface.context, this.overlay, {
      camera: this.camera,
      size: this.size,
      inks: this.#inks,
      selected: this.#selected(alive, by),
      isOneSelected: view.selection.length === 1,
      get: (key) => doc.items.get(key),
      canEdit: doc.readOnly === null,
    });
    // What is being typed opens over its corner.
    const isMapped = view.minimap && !this.#pilot.framing && view.covered === 0;
    this.#minimap.place(this.seen, doc.bounds, this.#inks, isMapped);
    this.input.place();
    if (this.#picker.isOpen) this.#picker.place();
    // For whoever waits until all is as it will stay, as tests do.
    if (goesOn) this.redraw();
    else this.surface.canvas.setAttribute("data-settled", "");
  }

  /** What is selected and in sight, with how far from its place. */
  #selected(alive: ReadonlyMap<Key, Point | null>, whole: Point): Decor["selected"] {
    const selected = [];
    const sight = inflated(this.seen, FRAMES / this.camera.zoom);
    for (const key of view.selected) {
      const item = doc.items.get(key);
      if (!item) continue;
      const by = alive.get(key) ?? whole;
      if (overlaps(translated(item.rect, by), sight)) selected.push({ item, by });
    }
    return selected;
  }

  #answer(ask: Ask) {
    switch (ask.ask) {
      case "focus_canvas":
        return this.focus();
      case "rename":
        return this.rename(ask.item);
      case "new_actor":
        return this.writer.newActor();
      case "new_linked_actor":
        return this.writer.newLinkedActor();
      case "connect":
        return this.writer.connect();
      case "group":
        return this.writer.group();
      case "walk":
        return this.#walker.go(ask.way);
      case "frame":
      case "unframe":
        this.#pilot.answer(ask);
        this.#plates.drop();
        return this.#hangPlates();
      default:
        this.#pilot.answer(ask);
    }
  }

  /** What is framed is read by a whole room. */
  #hangPlates() {
    const { framing, target, size } = this.#pilot;
    if (!framing) return;
    const area = seen(target, { ...size, h: size.h - framing.bottom });
    void this.#plates.ask(framing.items && litBy(framing.items), target.zoom, size.h, area);
  }

  /** The map point under a place on the canvas. */
  mapAt(screen: Point): Point {
    return toMap(this.camera, screen);
  }

  /** The middle of a flow's curve. */
  middleOf(key: Key): Point | null {
    const item = doc.items.get(key);
    return item ? middleOf(chainOf(item)) : null;
  }
}

/** Pixels of the screen for one of the window's; WebKit does not count its own zoom in. */
function pixelRatio(zoom: number): number {
  const isWebKit = !navigator.userAgent.includes("Chrome/");
  return (window.devicePixelRatio || 1) * (isWebKit ? zoom : 1);
}

const HERE: Point = { x: 0, y: 0 };
const NOBODY: ReadonlyMap<Key, Point | null> = new Map();
