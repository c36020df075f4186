// Arrow keys move the selection; held down they are one step.
import type { Point } from "../generated/Point";
import type { Rect } from "../generated/Rect";
import { keyOf, type Key } from "../records";
import { view } from "../view.svelte";
import { GRID } from "./dots";
import { translated } from "./geometry";
import { Carry, loadOf } from "./gestures/carry";
import type { Stage } from "./gestures/gesture";

/** Units for one press with Shift. */
const FAR = 5 * GRID;

const WAYS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** How far an arrow key goes; null for other keys. */
export function stepOf(key: string, shift: boolean): Point | null {
  const way = WAYS[key];
  const far = shift ? FAR : GRID;
  return way ? { x: way.x * far, y: way.y * far } : null;
}

export class Nudge {
  #under: Carry | null = null;
  /** The step before, while the core's answer is out: the picture does not show all of it yet. */
  #before: Carry | null = null;

  constructor(private readonly stage: Stage) {}

  /** Moves the selection on; false where nothing of it may be moved. */
  press(step: Point): boolean {
    this.#under ??= this.#begin();
    if (!this.#under) return false;
    const { by } = this.#under;
    this.#under.to({ x: by.x + step.x, y: by.y + step.y });
    return true;
  }

  /** The key is up: that was one step. */
  release() {
    const under = this.#under;
    this.#under = null;
    if (!under) return;
    this.#before = under;
    const ended = under.end().finally(() => {
      if (this.#before === under) this.#before = null;
    });
    this.stage.settle(under, ended);
  }

  #begin(): Carry | null {
    const load = loadOf(view.selection);
    if (load.items.length === 0) return null;
    const starts = new Map<Key, Rect>();
    for (const key of [...load.items, ...load.riders].map(keyOf)) {
      const before = this.#before?.starts.get(key);
      const now = this.stage.item(key)?.rect;
      const there = now && translated(now, this.stage.carried);
      const rect = before && this.#before ? translated(before, this.#before.by) : there;
      if (rect) starts.set(key, rect);
    }
    const carry = new Carry(load, starts, (key) => this.stage.item(key));
    this.stage.settle(carry);
    return carry;
  }
}
