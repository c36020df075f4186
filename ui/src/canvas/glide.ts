// Cards, zones and notes on their way from where they were to where they are now.
import type { Item } from "../generated/Item";
import type { Point } from "../generated/Point";
import { keyOf, type Key } from "../records";
import type { Spatial } from "./spatial";

/** Milliseconds that it takes. */
export const GLIDE = 160;

/** More than these are not moved one by one in every frame. */
const MOST = 300;

export class Glide {
  private constructor(
    readonly from: ReadonlyMap<Key, Point>,
    readonly start: number,
  ) {}

  /** What has to move from where `before` has it; null where nothing does, or too much. */
  static of(items: readonly Item[], before: Spatial, now: number): Glide | null {
    const from = new Map<Key, Point>();
    for (const item of items) {
      const was = before.get(keyOf(item.id))?.item.rect;
      if (item.layer === "flow" || !was) continue;
      const by = { x: was.x - item.rect.x, y: was.y - item.rect.y };
      if (Math.abs(by.x) + Math.abs(by.y) > 1) from.set(keyOf(item.id), by);
    }
    return from.size > 0 && from.size <= MOST ? new Glide(from, now) : null;
  }

  get keys(): Iterable<Key> {
    return this.from.keys();
  }

  isOver(now: number): boolean {
    return now - this.start >= GLIDE;
  }

  /** How far each still is from where it goes: quick at first, slow at the end. */
  at(now: number): Map<Key, Point> {
    const left = Math.max(0, 1 - (now - this.start) / GLIDE) ** 3;
    return new Map([...this.from].map(([key, by]) => [key, { x: by.x * left, y: by.y * left }]));
  }
}
