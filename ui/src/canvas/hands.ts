// Pointer, wheel and keys on the canvas: which gesture begins, and what a click means.
import type { Point } from "../generated/Point";
import { doc } from "../document.svelte";
import { focused } from "../focus.svelte";
import { idOf, KINDS, keyOf, type Key } from "../records";
import { view } from "../view.svelte";
import { words } from "../words";
import { panned, toScreen, zoomedAt } from "./camera";
import { centre } from "./geometry";
import { Connect, Rehang } from "./gestures/connect";
import type { Gesture, Pointer } from "./gestures/gesture";
import { Marquee } from "./gestures/marquee";
import { Copies, dragged, Move } from "./gestures/move";
import { Pan } from "./gestures/pan";
import { DrawZone, ResizeZone, resizeCursor } from "./gestures/zone";
import { hit, type Hit } from "./hit";
import { Nudge, stepOf } from "./nudge";
import { onGrid } from "./snapping";
import type { Stage } from "./stage";
import { listenToFingers } from "./touch";
import { isMouseWheel, zoomFactor } from "./wheel";

/** Pixels a pressed pointer travels before it drags. */
const SLACK = 4;
/** Pixels from the edge within which the sheet moves along, and at most so far in a frame. */
const EDGE = 28;
const PACE = 14;

/** How much further a finger reaches than a pointer. */
const THICK = 1.8;

/** A press that is not yet a drag. */
interface Press {
  readonly at: Pointer;
  readonly drag: () => Gesture | null;
  readonly click: () => void;
}

export class Hands {
  readonly #nudge: Nudge;
  #press: Press | null = null;
  #last: Pointer | null = null;
  #moved = false;
  /** A menu has been asked for: what is made by it comes to where the pointer was. */
  #isAsking = false;
  /** The last press ended as a drag: a double click that it is counted into is none. */
  #dragged = false;
  #space = false;
  /** It is a finger that presses: thicker than a pointer, and nowhere when it is up. */
  #isFinger = false;
  /** A gesture that begins at the edge does not pull the sheet before it has been away from there. */
  #mayPull = false;

  constructor(private readonly stage: Stage) {
    this.#nudge = new Nudge(stage);
    const { canvas } = stage.surface;
    stage.beforeFrame = () => this.#beforeFrame();
    // Fingers come by touch events; where they come by pointer events too, they are not heard twice.
    const listen = (
      name: "pointerdown" | "pointermove" | "pointerup" | "pointercancel",
      hear: (e: PointerEvent) => void,
    ) => canvas.addEventListener(name, (e) => e.pointerType !== "touch" && hear(e));
    listen("pointerdown", (e) => this.#down(e));
    listen("pointermove", (e) => this.#move(e));
    listen("pointerup", (e) => this.#up(this.#pointer(e)));
    listen("pointercancel", () => this.#cancel());
    this.#listenToFingers();
    canvas.addEventListener("pointerleave", () => this.#leave());
    canvas.addEventListener("dblclick", (e) => this.#doubleClick(e));
    canvas.addEventListener("contextmenu", (e) => this.#askWhat(e));
    canvas.addEventListener("wheel", (e) => this.#wheel(e), { passive: false });
    canvas.addEventListener("keydown", (e) => this.#key(e));
    canvas.addEventListener("keyup", (e) => this.#keyUp(e));
    canvas.addEventListener("blur", () => this.#nudge.release());
  }

  #pointer(event: MouseEvent): Pointer {
    const screen = { x: event.offsetX, y: event.offsetY };
    return {
      screen,
      map: this.stage.mapAt(screen),
      shift: event.shiftKey,
      alt: event.altKey,
      mod: event.ctrlKey || event.metaKey,
    };
  }

  #down(event: PointerEvent) {
    if (this.stage.gesture || this.#press) return;
    const at = this.#pointer(event);
    this.stage.focus();
    this.stage.closePicker();
    this.stage.surface.canvas.setPointerCapture(event.pointerId);
    if (event.button === 1 || (event.button === 0 && (this.#space || view.tool === "hand"))) {
      event.preventDefault();
      this.#begin(new Pan(this.stage, at));
    } else if (event.button === 0) this.#press = this.#pressed(at, this.#hit(at.map));
  }

  /** What a press at a place may become. */
  #pressed(at: Pointer, on: Hit | null): Press {
    const { stage } = this;
    const nothing = () => {};
    const canEdit = doc.readOnly === null;
    const press = (drag: () => Gesture | null, click: () => void) => ({ at, drag, click });
    const select = () =>
      on && (at.shift || at.mod ? view.toggle([idOf(on.key)]) : view.select([idOf(on.key)]));
    const place = { x: at.map.x + onGrid(at.map.x), y: at.map.y + onGrid(at.map.y) };
    if (canEdit && view.tool === "zone") {
      const zone = new DrawZone(stage, at);
      return press(
        () => zone,
        () => void zone.end(at),
      );
    }
    if (canEdit && view.tool === "note")
      return press(
        () => null,
        () => stage.writer.newNote(place),
      );
    if (canEdit && view.tool === "actor" && !on)
      return press(
        () => null,
        () => stage.writer.newActor(place),
      );
    if (canEdit && on && (on.part === "rim" || (on.part === "card" && view.tool === "flow"))) {
      return press(() => new Connect(stage, on.key, at), select);
    }
    if (canEdit && on?.part === "end" && on.item.id.table === "flow") {
      const { id } = on.item.id;
      return press(() => new Rehang(stage, id, on.end), nothing);
    }
    if (canEdit && on?.part === "corner" && on.item.id.table === "zone") {
      const { id } = on.item.id;
      return press(() => new ResizeZone(stage, id, on.dx, on.dy), nothing);
    }
    if (!on)
      return press(
        () => this.#across(at),
        () => at.shift || at.mod || view.select([]),
      );
    if (on.part === "flow" || !canEdit) return press(() => this.#across(at), select);
    return press(() => this.#take(on, at), select);
  }

  /** Over empty paper a pointer selects, a finger moves the sheet. */
  #across(at: Pointer): Gesture {
    return this.#isFinger ? new Pan(this.stage, at) : new Marquee(this.stage, at);
  }

  /** Takes hold of what is selected, or of what is under the hand. */
  #take(on: Hit, at: Pointer): Gesture {
    view.select(dragged(on.key, view.selection));
    return at.alt ? new Copies(this.stage, at) : new Move(this.stage, at);
  }

  #begin(gesture: Gesture) {
    this.stage.overlay.rim = null;
    this.stage.overlay.hover = null;
    this.#mayPull = false;
    this.stage.begin(gesture);
    this.#cursor(gesture.cursor);
  }

  #move(event: PointerEvent) {
    // A button that was let go where nobody saw it ends what it began.
    if (event.buttons === 0 && event.pointerType === "mouse" && (this.stage.gesture || this.#press)) {
      return this.#up(this.#pointer(event));
    }
    this.#moveTo(this.#pointer(event));
  }

  #moveTo(at: Pointer) {
    this.#isAsking = false;
    this.#last = at;
    this.#moved = true;
    this.stage.redraw();
  }

  /** What the pointer did since the last frame takes effect now, so that it is seen in this one. */
  #beforeFrame(): boolean {
    const at = this.#last;
    if (!at) return false;
    this.stage.writer.pointer = at.map;
    if (this.#press && distance(this.#press.at.screen, at.screen) > SLACK) {
      const gesture = this.#press.drag();
      this.#press = null;
      if (gesture) this.#begin(gesture);
    }
    const { gesture } = this.stage;
    if (!gesture) {
      if (this.#moved && !this.#press) this.#hover(at);
      this.#moved = false;
      return false;
    }
    const by = gesture.pansAtEdge ? this.#pull(at.screen) : { x: 0, y: 0 };
    const isAtEdge = by.x !== 0 || by.y !== 0;
    if (!isAtEdge) this.#mayPull = true;
    const isPulled = isAtEdge && this.#mayPull;
    if (isPulled) this.stage.look(panned(this.stage.camera, by));
    if (this.#moved || isPulled) gesture.update((this.#last = { ...at, map: this.stage.mapAt(at.screen) }));
    this.#moved = false;
    return isPulled;
  }

  /** How the sheet moves along with a pointer at the window's edge. */
  #pull({ x, y }: Point): Point {
    const { w, h } = this.stage.size;
    const along = (at: number, end: number) =>
      at < EDGE
        ? Math.min(1, (EDGE - at) / EDGE)
        : at > end - EDGE
          ? -Math.min(1, (at - end + EDGE) / EDGE)
          : 0;
    return { x: Math.round(along(x, w) * PACE), y: Math.round(along(y, h) * PACE) };
  }

  #up(at: Pointer) {
    this.#last = at;
    this.#moved = true;
    this.#beforeFrame();
    const { gesture } = this.stage;
    this.#dragged = gesture !== null;
    if (gesture) this.stage.release(gesture.end(this.#last));
    else this.#press?.click();
    this.#press = null;
    this.#moved = true;
    this.stage.redraw();
  }

  #cancel() {
    this.#press = null;
    const { gesture } = this.stage;
    if (gesture) this.stage.release(gesture.cancel());
    this.#moved = true;
  }

  #leave() {
    if (this.stage.gesture) return;
    this.#last = null;
    if (!this.#isAsking) this.stage.writer.pointer = null;
    this.stage.overlay.rim = this.stage.overlay.hover = null;
    this.stage.redraw();
  }

  #listenToFingers() {
    const { stage } = this;
    const pointer = (screen: Point): Pointer => ({
      screen,
      map: stage.mapAt(screen),
      shift: false,
      alt: false,
      mod: false,
    });
    listenToFingers(stage.surface.canvas, () => stage.origin, {
      get camera() {
        return stage.camera;
      },
      look: (camera) => stage.look(camera),
      press: (screen) => {
        if (stage.gesture || this.#press) return;
        this.#isFinger = true;
        const at = pointer(screen);
        stage.focus();
        stage.closePicker();
        if (view.tool === "hand") this.#begin(new Pan(stage, at));
        else this.#press = this.#pressed(at, this.#hit(at.map));
      },
      drag: (screen) => this.#moveTo(pointer(screen)),
      lift: (screen) => this.#lifted(pointer(screen)),
      cancel: () => {
        this.#cancel();
        this.#letFingerGo();
      },
      write: (screen) => {
        this.#isFinger = true;
        this.#write(pointer(screen));
        this.#letFingerGo();
      },
    });
  }

  #lifted(at: Pointer) {
    this.#up(at);
    this.#letFingerGo();
  }

  /** A finger that is gone points at nothing. */
  #letFingerGo() {
    this.#isFinger = false;
    this.#leave();
  }

  /** The other button: what can be done with what is there. */
  #askWhat(event: MouseEvent) {
    event.preventDefault();
    const { stage } = this;
    if (stage.gesture || this.#press) return;
    const { map, screen } = this.#pointer(event);
    const on = this.#hit(map);
    if (!on) view.select([]);
    else if (!view.selected.has(on.key)) view.select([idOf(on.key)]);
    stage.writer.pointer = map;
    this.#isAsking = true;
    this.#openMenu(screen);
  }

  #openMenu({ x, y }: Point) {
    const { origin } = this.stage;
    if (view.face === "map") view.ask({ ask: "menu", at: { x: origin.x + x, y: origin.y + y } });
  }

  /** The middle of what is selected, or of the canvas, on the screen. */
  #ofSelected(): Point {
    const { camera, size } = this.stage;
    const [id] = view.selection;
    const item = id && this.stage.item(keyOf(id));
    if (!item) return { x: size.w / 2, y: size.h / 2 };
    const isFlow = item.id.table === "flow";
    return toScreen(camera, (isFlow && this.stage.middleOf(keyOf(item.id))) || centre(item.rect));
  }

  #doubleClick(event: MouseEvent) {
    const at = this.#pointer(event);
    // Two quick clicks that add to the selection are no wish to write.
    if (!this.#dragged && !at.shift && !at.mod) this.#write(at);
  }

  /** Writes what is there anew, or a new actor on empty paper. */
  #write(at: Pointer) {
    if (doc.readOnly !== null || view.tool !== "select") return;
    const on = this.#hit(at.map);
    if (on) this.stage.rename(idOf(on.key));
    else this.stage.writer.newActor({ x: at.map.x + onGrid(at.map.x), y: at.map.y + onGrid(at.map.y) });
  }

  #hit(map: Point): Hit | null {
    const { camera, carried } = this.stage;
    const { zoom } = camera;
    return hit(
      this.stage.spatial,
      { x: map.x - carried.x, y: map.y - carried.y },
      {
        zoom: this.#isFinger ? zoom / THICK : zoom,
        kinds: view.kinds,
        only: focused.only,
        selected: view.selected,
      },
    );
  }

  #hover(at: Pointer) {
    const on = this.#hit(at.map);
    const { overlay } = this.stage;
    const isCard = on?.part === "card" || on?.part === "rim";
    overlay.rim = isCard && view.tool !== "hand" && doc.readOnly === null ? on.key : null;
    overlay.hover = on && !isCard ? on.key : null;
    const { canvas } = this.stage.surface;
    const tip = on ? this.#tipOver(on) : "";
    if (canvas.title !== tip) canvas.title = tip;
    this.#cursor(this.#cursorOver(on, at));
    this.stage.redraw();
  }

  /** What is under the pointer, or what it can do there that nobody would guess. */
  #tipOver(on: Hit): string {
    if (on.part === "flow") return on.item.name;
    if (doc.readOnly !== null) return "";
    if (on.part === "rim" || on.part === "end" || on.part === "corner") return words.canvas.tips[on.part];
    return isLocked(on.key) ? words.canvas.tips.locked : "";
  }

  #cursorOver(on: Hit | null, at: Pointer): string {
    if (this.#space || view.tool === "hand") return "grab";
    const canEdit = doc.readOnly === null;
    if (canEdit && (view.tool === "zone" || view.tool === "note")) return "crosshair";
    if (canEdit && view.tool === "actor" && !on) return "copy";
    if (!on) return "default";
    if (!canEdit) return "pointer";
    if (on.part === "rim" || on.part === "end" || (view.tool === "flow" && on.part === "card"))
      return "crosshair";
    if (on.part === "corner") return resizeCursor(on.dx, on.dy);
    if (on.part === "flow") return "pointer";
    if (isLocked(on.key)) return "pointer";
    return at.alt ? "copy" : "move";
  }

  #cursor(cursor: string) {
    const { style } = this.stage.surface.canvas;
    if (style.cursor !== cursor) style.cursor = cursor;
  }

  #wheel(event: WheelEvent) {
    event.preventDefault();
    const { camera } = this.stage;
    const at = { x: event.offsetX, y: event.offsetY };
    if (event.ctrlKey || event.metaKey || (isMouseWheel(event) && !event.shiftKey)) {
      this.stage.look(zoomedAt(camera, at, camera.zoom * zoomFactor(event)));
    } else {
      const [x, y] = event.shiftKey && event.deltaX === 0 ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
      this.stage.look(panned(camera, { x: -x, y: -y }));
    }
    this.#moved = true;
  }

  /** Keys that mean something only here; all others go on to the actions. */
  #key(event: KeyboardEvent) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const { gesture } = this.stage;
    const step = stepOf(event.key, event.shiftKey);
    if (gesture && event.key === "Escape") this.#cancel();
    else if (this.stage.kindless?.kind && /^[1-6]$/.test(event.key)) {
      this.stage.kindless.kind(KINDS[Number(event.key) - 1]!);
    } else if (gesture) return;
    else if (event.key === " ") this.#setSpace(true);
    else if (isMenuKey(event)) this.#openMenu(this.#ofSelected());
    else if (step && !event.altKey) this.#arrow(step);
    else if (!this.#picksKind(event) && !this.#startsLabel(event)) {
      if (event.key === "Escape" || event.key === "Enter") this.stage.closePicker();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    this.stage.redraw();
  }

  #keyUp(event: KeyboardEvent) {
    if (event.key === " ") this.#setSpace(false);
    if (stepOf(event.key, false)) this.#nudge.release();
  }

  #setSpace(isDown: boolean) {
    this.#space = isDown;
    this.#moved = true;
    this.stage.redraw();
  }

  /** Arrows move what is selected; with nothing selected they move the sheet. */
  #arrow(step: Point) {
    if (doc.readOnly === null && this.#nudge.press(step)) return;
    this.stage.look(panned(this.stage.camera, { x: -step.x * 8, y: -step.y * 8 }));
  }

  /** A digit while the kinds are offered. */
  #picksKind(event: KeyboardEvent): boolean {
    return /^[1-6]$/.test(event.key) && this.stage.pickKind(KINDS[Number(event.key) - 1]!);
  }

  /** A letter typed on a selected flow begins its label. */
  #startsLabel(event: KeyboardEvent): boolean {
    const [id, ...more] = view.selection;
    if (id?.table !== "flow" || more.length > 0 || event.altKey) return false;
    if ([...event.key].length !== 1 || /^[1-6/?]$/.test(event.key)) return false;
    this.stage.closePicker();
    this.stage.rename(id, event.key);
    return true;
  }
}

const isMenuKey = ({ key, shiftKey }: KeyboardEvent) => key === "ContextMenu" || (key === "F10" && shiftKey);

function isLocked(key: Key): boolean {
  const id = idOf(key);
  return id.table === "actor" && (doc.records.actor.get(id.id)?.locked ?? false);
}

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);
