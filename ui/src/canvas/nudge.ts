// Arrow keys move the selection; held down they are one step.
import type { Point } from "../generated/Point";
import type { Rect } from "../generated/Rect";
import { doc } from "../document.svelte";
import type { Gesture as Edits } from "../gesture";
import { keyOf, type Key } from "../records";
import { view } from "../view.svelte";
import { GRID } from "./dots";
import { translated } from "./geometry";
import { loadOf, shifts, type Load } from "./gestures/move";

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

interface Nudging {
  readonly edits: Edits;
  readonly load: Load;
  readonly starts: ReadonlyMap<Key, Rect>;
  by: Point;
}

export class Nudge {
  #under: Nudging | null = null;
  /** The step before, while the core's answer is out: the picture does not show all of it yet. */
  #before: Nudging | null = null;

  /** Moves the selection on; false where nothing of it may be moved. */
  press(step: Point): boolean {
    this.#under ??= this.#begin();
    if (!this.#under) return false;
    const { by, edits, starts, load } = this.#under;
    this.#under.by = { x: by.x + step.x, y: by.y + step.y };
    edits.update({ command: "MoveItems", moves: shifts(starts, load.items, this.#under.by) });
    return true;
  }

  /** The key is up: that was one step. */
  release() {
    const under = this.#under;
    this.#under = null;
    if (!under) return;
    this.#before = under;
    void under.edits.end().finally(() => {
      if (this.#before === under) this.#before = null;
    });
  }

  #begin(): Nudging | null {
    const load = loadOf(view.selection);
    if (load.items.length === 0) return null;
    const starts = new Map<Key, Rect>();
    for (const id of load.items) {
      const key = keyOf(id);
      const before = this.#before?.starts.get(key);
      const rect = before && this.#before ? translated(before, this.#before.by) : doc.items.get(key)?.rect;
      if (rect) starts.set(key, rect);
    }
    return { edits: doc.gesture(), load, starts, by: { x: 0, y: 0 } };
  }
}
