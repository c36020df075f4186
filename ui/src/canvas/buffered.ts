// A bitmap that is shown, and one behind it that is painted a few milliseconds in each frame and takes its
// place when it is done.
import type { Rect } from "../generated/Rect";
import { Bitmap } from "./bitmap";
import type { Painting } from "./brushes";
import type { Entry } from "./spatial";

export class Buffered {
  front: Bitmap;
  #back: Bitmap;
  #isWorking = false;
  #cost = 0;
  /** Milliseconds that painting the shown one took. */
  lastCost = 0;

  constructor(willReadFrequently: boolean, isGlass: boolean) {
    this.front = new Bitmap(willReadFrequently, isGlass);
    this.#back = new Bitmap(willReadFrequently, isGlass);
  }

  /** Whether one is being painted. */
  get isWorking(): boolean {
    return this.#isWorking;
  }

  /** The piece of the map that is being painted. */
  get coming(): Rect {
    return this.#back.area;
  }

  begin(area: Rect, zoom: number, ratio: number, entries: Entry[], painting: Painting) {
    this.#isWorking = true;
    this.#cost = 0;
    this.#back.begin(area, zoom, ratio, entries, painting);
  }

  /** The zoom that what is being painted is for. */
  get zoom(): number {
    return this.#back.zoom;
  }

  /** Paints on; true when that was the last of it and it is now shown. */
  work(budget: number, painting: Painting): boolean {
    const start = performance.now();
    this.#back.work(budget, painting);
    this.#cost += performance.now() - start;
    if (!this.#back.isFinished) return false;
    [this.front, this.#back] = [this.#back, this.front];
    this.lastCost = this.#cost;
    this.#isWorking = false;
    return true;
  }

  /** Drops what is being painted. */
  stop() {
    this.#isWorking = false;
  }

  /** Gives back the memory of what is not shown. */
  rest() {
    if (!this.#isWorking && this.#back.canvas.width > 0) this.#back.release();
  }

  /** Shows nothing any more and gives all memory back. */
  release() {
    this.stop();
    this.rest();
    if (this.front.canvas.width > 0) this.front.release();
  }
}
