import type { Item } from "../../generated/Item";
import type { RecordId } from "../../generated/RecordId";
import type { Rect } from "../../generated/Rect";
import { idOf, keyOf } from "../../records";
import { view } from "../../view.svelte";
import { covers, overlaps, spanned } from "../geometry";
import { focused } from "../../focus.svelte";
import { isShown } from "../hit";
import type { Gesture, Pointer, Stage } from "./gesture";

/** Selects what a rectangle touches; with Shift or Ctrl it adds to what was selected. */
export class Marquee implements Gesture {
  readonly cursor = "crosshair";
  readonly pansAtEdge = true;
  readonly #before: readonly RecordId[];

  constructor(
    private readonly stage: Stage,
    private readonly start: Pointer,
  ) {
    this.#before = view.selection;
  }

  update(at: Pointer) {
    const area = spanned(this.start.map, at.map);
    this.stage.overlay.marquee = area;
    const shown = { kinds: view.kinds, only: focused.only };
    const found = this.stage.spatial
      .within(area)
      .filter((entry) => isShown(entry, shown) && isCaught(entry.item, area))
      .map(({ key }) => idOf(key));
    const wanted = this.start.shift || this.start.mod ? joined(this.#before, found) : found;
    const isNews =
      wanted.length !== view.selection.length || wanted.some((id) => !view.selected.has(keyOf(id)));
    if (isNews) view.select(wanted);
  }

  end() {
    this.stage.overlay.marquee = null;
  }

  cancel() {
    this.end();
    view.select(this.#before);
  }
}

/** Cards and notes by touching them; flows and zones only as a whole, for they reach far. */
export function isCaught(item: Item, area: Rect): boolean {
  return item.layer === "card" || item.layer === "note" ? overlaps(item.rect, area) : covers(area, item.rect);
}

/** Both lists, each record once. */
export function joined(a: readonly RecordId[], b: readonly RecordId[]): RecordId[] {
  const there = new Set(a.map(keyOf));
  return [...a, ...b.filter((id) => !there.has(keyOf(id)))];
}
