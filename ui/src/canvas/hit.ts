// What lies under the pointer: cards before notes before flows before zones, with their handles.
import type { Item } from "../generated/Item";
import type { Kind } from "../generated/Kind";
import type { Point } from "../generated/Point";
import type { Rect } from "../generated/Rect";
import type { Key } from "../records";
import { centre, contains, distanceToChain, flattened, inflated, lengthOf, pointAlong } from "./geometry";
import type { Spatial } from "./spatial";

/** Which part of an item. */
export type Hit =
  | { readonly part: "card" | "note" | "zone" | "flow"; readonly key: Key; readonly item: Item }
  /** The edge of a card, where flows are drawn from. */
  | { readonly part: "rim"; readonly key: Key; readonly item: Item }
  /** An end of a selected flow. */
  | { readonly part: "end"; readonly end: "from" | "to"; readonly key: Key; readonly item: Item }
  /** A corner or side of a selected zone; -1, 0 or 1 for each axis. */
  | {
      readonly part: "corner";
      readonly dx: number;
      readonly dy: number;
      readonly key: Key;
      readonly item: Item;
    };

/** What of the picture can be seen at all. */
export interface Shown {
  readonly kinds: ReadonlySet<Kind>;
  /** These alone; null for all. */
  readonly only: ReadonlySet<Key> | null;
}

export interface Sight extends Shown {
  readonly zoom: number;
  readonly selected: ReadonlySet<Key>;
}

/** Pixels around a handle, a flow and a zone's edge that count as on it. */
const HANDLE = 9;
const FLOW = 6;
/** Pixels between a flow's end and the handle that pulls it. */
const AWAY = 22;
/** How near the handle may come instead, as parts of that, and how large it is. */
const NEARER = [1, 0.8, 0.6, 0.4];
const KNOB = 5;
const EDGE = 5;
/** Pixels of a card's rim outside and inside its edge. */
const OUTSIDE = 8;
const INSIDE = 3;

const chains = new WeakMap<Item, number[]>();

/** A flow's middle line as a chain of points. */
export function chainOf(item: Item): number[] {
  let chain = chains.get(item);
  if (!chain) chains.set(item, (chain = flattened(item.spine)));
  return chain;
}

/** Whether an item can be seen. */
export const isShown = (
  { key, item }: { readonly key: Key; readonly item: Item },
  { kinds, only }: Shown,
): boolean => (item.kind === null || kinds.has(item.kind)) && (only === null || only.has(key));

/** What is at `p`, the topmost first asked. */
export function hit(spatial: Spatial, p: Point, sight: Sight): Hit | null {
  const reach = HANDLE / sight.zoom;
  const around = spatial.within(inflated({ ...p, w: 0, h: 0 }, reach)).reverse();
  const here = around.filter((e) => isShown(e, sight));
  const handles = here.filter((e) => sight.selected.has(e.key));
  for (const { key, item } of handles) {
    const handle = handleAt(key, item, p, reach);
    if (handle) return handle;
  }
  for (const layer of ["note", "card"] as const) {
    for (const { key, item } of here) {
      if (item.layer !== layer) continue;
      const part =
        layer === "note" ? (contains(item.rect, p) ? "note" : null) : cardPart(item.rect, p, sight.zoom);
      if (part) return { part, key, item };
    }
  }
  const flow = nearestFlow(here, p, sight);
  if (flow) return { part: "flow", ...flow };
  for (const { key, item } of here) {
    if (item.layer === "zone" && isOnZone(item, p, EDGE / sight.zoom)) return { part: "zone", key, item };
  }
  return null;
}

/** The card at `p`, rim or face: where a flow may end. */
export function cardAt(spatial: Spatial, p: Point, zoom: number): { key: Key; item: Item } | null {
  for (const { key, item } of spatial.within({ ...p, w: 0, h: 0 }).reverse()) {
    if (item.layer === "card" && contains(inflated(item.rect, OUTSIDE / zoom), p)) return { key, item };
  }
  return null;
}

/** Where a card's four handles are. */
export function rimHandles(r: Rect): Point[] {
  const c = centre(r);
  return [
    { x: c.x, y: r.y },
    { x: r.x + r.w, y: c.y },
    { x: c.x, y: r.y + r.h },
    { x: r.x, y: c.y },
  ];
}

/**
 * Where a flow's two handles are: on its curve, clear of the rims of the cards it hangs on, and nearer to them where
 * its words would be covered.
 */
export function endHandles(item: Item, zoom: number): { from: Point; to: Point } {
  const chain = chainOf(item);
  const length = lengthOf(chain);
  const usual = Math.min(AWAY / zoom, length / 3);
  const words = item.label && inflated(item.label, KNOB / zoom);
  const clear = (at: (away: number) => Point) => {
    const tried = NEARER.map((part) => at(usual * part));
    return tried.find((p) => !words || !contains(words, p)) ?? tried[0]!;
  };
  return {
    from: clear((away) => pointAlong(chain, away)),
    to: clear((away) => pointAlong(chain, length - away)),
  };
}

/** A zone's eight handles: where, and which way each pulls. */
export function zoneHandles(r: Rect): { dx: number; dy: number; at: Point }[] {
  const steps = [-1, 0, 1];
  return steps
    .flatMap((dy) => steps.map((dx) => ({ dx, dy })))
    .filter(({ dx, dy }) => dx !== 0 || dy !== 0)
    .map(({ dx, dy }) => ({ dx, dy, at: { x: r.x + (r.w * (dx + 1)) / 2, y: r.y + (r.h * (dy + 1)) / 2 } }));
}

function handleAt(key: Key, item: Item, p: Point, reach: number): Hit | null {
  const near = (q: Point) => Math.hypot(p.x - q.x, p.y - q.y) <= reach;
  if (item.layer === "flow") {
    const { from, to } = endHandles(item, HANDLE / reach);
    if (near(to)) return { part: "end", end: "to", key, item };
    if (near(from)) return { part: "end", end: "from", key, item };
  }
  if (item.layer === "zone") {
    const handle = zoneHandles(item.rect).find(({ at }) => near(at));
    if (handle) return { part: "corner", dx: handle.dx, dy: handle.dy, key, item };
  }
  return null;
}

function cardPart(r: Rect, p: Point, zoom: number): "rim" | "card" | null {
  if (!contains(inflated(r, OUTSIDE / zoom), p)) return null;
  // A card that is small on the screen is for grabbing; large handles would leave no face.
  const small = Math.min(r.w, r.h) * zoom;
  const reach = Math.min(HANDLE, small / 5) / zoom;
  if (rimHandles(r).some((q) => Math.hypot(p.x - q.x, p.y - q.y) <= reach)) return "rim";
  return contains(inflated(r, -Math.min(INSIDE, small / 10) / zoom), p) ? "card" : "rim";
}

function nearestFlow(here: readonly { key: Key; item: Item }[], p: Point, sight: Sight) {
  let best: { key: Key; item: Item } | null = null;
  let least = FLOW / sight.zoom;
  for (const { key, item } of here) {
    if (item.layer !== "flow") continue;
    const distance = item.label && contains(item.label, p) ? 0 : distanceToChain(chainOf(item), p);
    if (distance < least || (distance === 0 && !best)) {
      least = distance;
      best = { key, item };
    }
  }
  return best;
}

function isOnZone(item: Item, p: Point, edge: number): boolean {
  if (!contains(inflated(item.rect, edge), p)) return false;
  if (!contains(inflated(item.rect, -edge), p)) return true;
  return item.shapes.some(
    (s) =>
      s.shape === "text" &&
      contains({ x: s.at.x - 8, y: s.at.y - s.size - 4, w: s.width + 16, h: s.size + 12 }, p),
  );
}
