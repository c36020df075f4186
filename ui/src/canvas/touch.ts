// Fingers on the canvas: one presses and drags, one that stays means to write, two move and zoom the sheet.
// Hears touch events, for not every web view makes pointer events of them; knows nothing of the map.
import type { Point } from "../generated/Point";
import type { Camera } from "./camera";
import { pinched, type Two } from "./pinch";

/** What fingers can do. Places are in pixels of the canvas. */
export interface Touched {
  readonly camera: Camera;
  look(camera: Camera): void;
  press(at: Point): void;
  drag(at: Point): void;
  lift(at: Point): void;
  /** A second finger came: the first one meant nothing. */
  cancel(): void;
  /** A finger that stayed, or came twice. */
  write(at: Point): void;
}

/** Milliseconds after which a finger that stays has something else in mind. */
export const LONG = 500;
/** Milliseconds between two taps that are one. */
const TWICE = 320;
/** Pixels that a finger may tremble. */
const TREMBLE = 10;

export class Fingers {
  #state:
    | { readonly is: "none" | "over" }
    | { readonly is: "one"; readonly from: Point; last: Point; moved: boolean; readonly timer: number }
    | { readonly is: "two"; readonly from: Two; readonly camera: Camera } = { is: "none" };
  #tap: { readonly at: Point; readonly time: number } | null = null;

  constructor(private readonly touched: Touched) {}

  /** A finger came; all that are there now. */
  down([first, second]: readonly Point[]) {
    if (this.#state.is === "one") {
      window.clearTimeout(this.#state.timer);
      this.touched.cancel();
    }
    if (first && second) this.#state = { is: "two", from: [first, second], camera: this.touched.camera };
    else if (first) {
      const timer = window.setTimeout(() => this.#stayed(), LONG);
      this.#state = { is: "one", from: first, last: first, moved: false, timer };
      this.touched.press(first);
    }
  }

  move([first, second]: readonly Point[]) {
    const state = this.#state;
    if (state.is === "two" && first && second) {
      this.touched.look(pinched(state.camera, state.from, [first, second]));
    } else if (state.is === "one" && first) {
      state.last = first;
      if (!state.moved && far(first, state.from) <= TREMBLE) return;
      state.moved = true;
      window.clearTimeout(state.timer);
      this.touched.drag(first);
    }
  }

  /** A finger went; those that are left. */
  up(left: readonly Point[], now: number) {
    const state = this.#state;
    if (state.is === "one") {
      window.clearTimeout(state.timer);
      this.touched.lift(state.last);
      this.#tapped(state, now);
    }
    // What is left of two fingers does not drag: the second is lifted a moment after the first.
    this.#state = { is: left.length === 0 ? "none" : "over" };
  }

  cancel() {
    if (this.#state.is === "one") {
      window.clearTimeout(this.#state.timer);
      this.touched.cancel();
    }
    this.#state = { is: "over" };
  }

  #tapped({ from, moved }: { readonly from: Point; readonly moved: boolean }, now: number) {
    const before = this.#tap;
    this.#tap = moved ? null : { at: from, time: now };
    if (moved || !before || now - before.time > TWICE || far(from, before.at) > 2 * TREMBLE) return;
    this.#tap = null;
    this.touched.write(from);
  }

  #stayed() {
    if (this.#state.is !== "one") return;
    const { from } = this.#state;
    this.#state = { is: "over" };
    this.touched.cancel();
    this.touched.write(from);
  }
}

const far = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);

/** Lets fingers on an element do what they can. */
export function listenToFingers(element: HTMLElement, origin: () => Point, touched: Touched) {
  const fingers = new Fingers(touched);
  const places = (event: TouchEvent) => {
    const { x, y } = origin();
    return [...event.targetTouches].map((touch) => ({ x: touch.clientX - x, y: touch.clientY - y }));
  };
  const listen = (
    name: "touchstart" | "touchmove" | "touchend" | "touchcancel",
    hear: (e: TouchEvent) => void,
  ) =>
    element.addEventListener(
      name,
      (event) => {
        // No mouse is to be made of it, nor a zoom of the whole window.
        if (event.cancelable) event.preventDefault();
        hear(event);
      },
      { passive: false },
    );
  listen("touchstart", (event) => fingers.down(places(event)));
  listen("touchmove", (event) => fingers.move(places(event)));
  listen("touchend", (event) => fingers.up(places(event), event.timeStamp));
  listen("touchcancel", () => fingers.cancel());
}
