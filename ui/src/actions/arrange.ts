// Aligning and distributing: where things go is decided here, that they go there by MoveItems.
import type { RecordId } from "../generated/RecordId";
import type { Rect } from "../generated/Rect";
import type { Shift } from "../generated/Shift";
import { doc } from "../document.svelte";
import { keyOf } from "../records";
import type { Action } from "./action";
import { canEdit, placed } from "./when";
import { words } from "../words";

/** Something with a place. */
export interface Placed {
  readonly id: RecordId;
  readonly rect: Rect;
}

export type Edge = "left" | "centre" | "right" | "top" | "middle" | "bottom";

/** New rectangles so that all share an edge or a middle line of their common frame. */
export function aligned(items: readonly Placed[], edge: Edge): Placed[] {
  const left = Math.min(...items.map((i) => i.rect.x));
  const right = Math.max(...items.map((i) => i.rect.x + i.rect.w));
  const top = Math.min(...items.map((i) => i.rect.y));
  const bottom = Math.max(...items.map((i) => i.rect.y + i.rect.h));
  const place = (r: Rect): Rect => {
    switch (edge) {
      case "left":
        return { ...r, x: left };
      case "centre":
        return { ...r, x: (left + right - r.w) / 2 };
      case "right":
        return { ...r, x: right - r.w };
      case "top":
        return { ...r, y: top };
      case "middle":
        return { ...r, y: (top + bottom - r.h) / 2 };
      case "bottom":
        return { ...r, y: bottom - r.h };
    }
  };
  return items.map(({ id, rect }) => ({ id, rect: place(rect) }));
}

/** New rectangles with equal gaps between the outermost two. */
export function distributed(items: readonly Placed[], axis: "x" | "y"): Placed[] {
  const size = axis === "x" ? "w" : "h";
  const inOrder = [...items].sort((a, b) => a.rect[axis] - b.rect[axis]);
  const first = inOrder[0];
  const last = inOrder.at(-1);
  if (!first || !last || inOrder.length < 3) return [...items];
  const span = last.rect[axis] + last.rect[size] - first.rect[axis];
  const filled = inOrder.reduce((sum, i) => sum + i.rect[size], 0);
  const gap = (span - filled) / (inOrder.length - 1);
  let next = first.rect[axis];
  return inOrder.map(({ id, rect }) => {
    const moved = { id, rect: { ...rect, [axis]: next } };
    next += rect[size] + gap;
    return moved;
  });
}

/** What a rectangle's item is placed by: an actor's centre, else the upper left corner. */
export function shiftTo({ id, rect }: Placed): Shift {
  const to =
    id.table === "actor" ? { x: rect.x + rect.w / 2, y: rect.y + rect.h / 2 } : { x: rect.x, y: rect.y };
  return { item: id, to };
}

function placedItems(): Placed[] {
  return placed().flatMap((id) => {
    const item = doc.items.get(keyOf(id));
    return item ? [{ id, rect: item.rect }] : [];
  });
}

function action(id: string, name: string, least: number, arrange: (items: Placed[]) => Placed[]): Action {
  return {
    id,
    name,
    group: "Arrange",
    keys: [],
    possible: () => canEdit() && placed().length >= least,
    run: () => doc.edit({ command: "MoveItems", moves: arrange(placedItems()).map(shiftTo) }),
  };
}

export const arrange: readonly Action[] = [
  action("align_left", words.actions.arrange.left, 2, (items) => aligned(items, "left")),
  action("align_centre", words.actions.arrange.centre, 2, (items) => aligned(items, "centre")),
  action("align_right", words.actions.arrange.right, 2, (items) => aligned(items, "right")),
  action("align_top", words.actions.arrange.top, 2, (items) => aligned(items, "top")),
  action("align_middle", words.actions.arrange.middle, 2, (items) => aligned(items, "middle")),
  action("align_bottom", words.actions.arrange.bottom, 2, (items) => aligned(items, "bottom")),
  action("distribute_across", words.actions.arrange.across, 3, (items) => distributed(items, "x")),
  action("distribute_down", words.actions.arrange.down, 3, (items) => distributed(items, "y")),
];
