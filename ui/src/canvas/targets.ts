// Whom a typed name may mean: the actors it fits, the best and nearest first, and a new one of that name.
import type { Point } from "../generated/Point";
import type { RecordId } from "../generated/RecordId";
import { words } from "../words";
import type { Choice } from "./choices";

export interface Candidate {
  readonly id: RecordId;
  readonly name: string;
  readonly at: Point;
}

/** No more than can be taken in at a glance. */
const MOST = 6;

/** What may be chosen for a text; with nothing typed yet, the nearest. */
export function targets(text: string, actors: readonly Candidate[], from: Point): Choice[] {
  const wanted = text.toLocaleLowerCase();
  const far = ({ at }: Candidate) => Math.hypot(at.x - from.x, at.y - from.y);
  const found = actors
    .map((actor) => ({ actor, fit: fit(actor.name.toLocaleLowerCase(), wanted), far: far(actor) }))
    .filter((each) => each.fit < MISSES)
    .sort((a, b) => a.fit - b.fit || a.far - b.far)
    .slice(0, MOST)
    .map(({ actor: { id, name } }) => ({ id, name, sort: "" }));
  const isNew = text !== "" && !actors.some(({ name }) => name.toLocaleLowerCase() === wanted);
  return isNew ? [...found, { id: null, name: text, sort: words.connect.new }] : found;
}

const MISSES = 4;

/** How well a name fits: all of it, its beginning, the beginning of a word of it, some of it, not at all. */
function fit(name: string, wanted: string): number {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (name.includes(` ${wanted}`)) return 2;
  return name.includes(wanted) ? 3 : MISSES;
}
