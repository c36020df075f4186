// Walking through the map with the keyboard: from an actor along a flow to the actor at its other end.
// Decides what lies in a direction; knows places, not pictures.
import type { Point } from "../generated/Point";
import type { RecordId } from "../generated/RecordId";
import { actorId, flowId } from "../records";
import type { Way } from "../view.svelte";

/** A flow as far as walking cares. */
export interface Path {
  readonly id: number;
  readonly from: number;
  readonly to: number;
  /** The middle of its curve. */
  readonly middle: Point;
}

/** What can be walked on: what is shown of the map. */
export interface Ground {
  /** The middle of each actor's card. */
  readonly actors: ReadonlyMap<number, Point>;
  readonly flows: readonly Path[];
}

/** How much a step to the side counts against one straight on. */
const ASIDE = 2;
/** At most so far to the side for each step straight on: a little more than half a right angle. */
const WIDEST = 1.75;

const WAYS: Readonly<Record<Way, Point>> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
};

/** What is walked to from a selected actor or flow; null where there is nothing that way. */
export function walked(ground: Ground, at: RecordId, way: Way, cameFrom: number | null): RecordId | null {
  if (at.table === "actor") return fromActor(ground, at.id, way);
  const flow = at.table === "flow" ? ground.flows.find((f) => f.id === at.id) : undefined;
  return flow ? fromFlow(ground, flow, way, cameFrom) : null;
}

/** The actor that lies nearest this way from a place. */
export function nearestActor({ actors }: Ground, from: Point, way: Way, but?: number): RecordId | null {
  const others = [...actors].filter(([id]) => id !== but);
  const found = nearest(others, ([, p]) => p, from, way);
  return found && actorId(found[0]);
}

/** The actor nearest to a place, wherever it lies. */
export function anyActor({ actors }: Ground, from: Point): RecordId | null {
  const far = (p: Point) => Math.hypot(p.x - from.x, p.y - from.y);
  const [first] = [...actors].sort(([, a], [, b]) => far(a) - far(b));
  return first ? actorId(first[0]) : null;
}

/** A flow towards an actor that way; failing that, the next actor there. */
function fromActor(ground: Ground, actor: number, way: Way): RecordId | null {
  const at = ground.actors.get(actor);
  if (!at) return null;
  const own = ground.flows.filter((f) => f.from === actor || f.to === actor);
  const found = nearest(own, (f) => farEnd(ground, f, actor), at, way);
  if (!found) return nearestActor(ground, at, way, actor);
  // Of several to the same actor, the one that bends least off the way.
  const side = (f: Path) => Math.abs(cross(WAYS[way], minus(f.middle, at)));
  const [first] = own
    .filter((f) => other(f, actor) === other(found, actor))
    .sort((a, b) => side(a) - side(b) || a.id - b.id);
  return first ? flowId(first.id) : null;
}

/** Along the flow to its end, or across it to the next flow of the actor that was left. */
function fromFlow(ground: Ground, flow: Path, way: Way, cameFrom: number | null): RecordId | null {
  const [a, b] = [ground.actors.get(flow.from), ground.actors.get(flow.to)];
  if (!a || !b) return null;
  const along = dot(WAYS[way], minus(b, a));
  const isAlong = Math.abs(along) >= Math.abs(cross(WAYS[way], minus(b, a)));
  const end = actorId(along > 0 ? flow.to : flow.from);
  if (isAlong && flow.from !== flow.to) return end;
  const home = cameFrom === flow.to ? flow.to : flow.from;
  const others = ground.flows.filter((f) => f.id !== flow.id && (f.from === home || f.to === home));
  const next = nearest(others, (f) => f.middle, flow.middle, way, Infinity);
  if (next) return flowId(next.id);
  return flow.from === flow.to ? actorId(home) : along === 0 ? null : end;
}

const other = (f: Path, actor: number) => (f.from === actor ? f.to : f.from);

/** Where a flow of an actor leads to; one that returns to it leads to where it bends. */
const farEnd = ({ actors }: Ground, f: Path, actor: number): Point =>
  f.from === f.to ? f.middle : (actors.get(other(f, actor)) ?? f.middle);

/** The best of some things this way from a place. */
function nearest<T>(
  things: readonly T[],
  place: (thing: T) => Point,
  from: Point,
  way: Way,
  widest = WIDEST,
): T | null {
  let best: T | null = null;
  let least = Infinity;
  for (const thing of things) {
    const by = minus(place(thing), from);
    const on = dot(WAYS[way], by);
    const aside = Math.abs(cross(WAYS[way], by));
    if (on <= 0 || aside > on * widest || on + ASIDE * aside >= least) continue;
    least = on + ASIDE * aside;
    best = thing;
  }
  return best;
}

const minus = (a: Point, b: Point): Point => ({ x: a.x - b.x, y: a.y - b.y });
const dot = (a: Point, b: Point) => a.x * b.x + a.y * b.y;
const cross = (a: Point, b: Point) => a.x * b.y - a.y * b.x;
