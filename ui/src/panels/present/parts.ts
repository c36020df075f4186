// A map too large to be read at once, cut into parts that can be: zones first, then by nearness. No window here.
import type { Rect } from "../../generated/Rect";

/** A card on the sheet. */
export interface Card {
  readonly id: number;
  readonly rect: Rect;
  readonly zone: number | null;
  /** How many flows begin or end at it. */
  readonly flows: number;
}

export interface Part {
  /** The zone that all of it lies in; null where it is no zone's. */
  readonly zone: number | null;
  readonly cards: readonly Card[];
}

interface Size {
  readonly w: number;
  readonly h: number;
}

/** More parts than this nobody sits through: those with the most flows are shown. */
const MOST = 12;
/** A map that is so much too large is still read at once, from the names that stand over its cards. */
const LOOSE = 1.6;
/** Around the cards of a part, in map units. */
const EDGE = 12;
/** How far from either end a cut may be, in parts of the number of cards. */
const MIDDLE = 0.3;

/** How many flows begin or end at each actor. */
export function endsAt(
  flows: Iterable<{ readonly from: number; readonly to: number }>,
): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  for (const { from, to } of flows) for (const end of [from, to]) ends.set(end, (ends.get(end) ?? 0) + 1);
  return ends;
}

/** The parts in reading order, each no larger than the room there is, in map units; one where nearly all fits. */
export function partsOf(cards: readonly Card[], room: Size): Part[] {
  if (fits(cards, { w: LOOSE * room.w, h: LOOSE * room.h })) return [{ zone: null, cards }];
  const zones = [...new Set(cards.map(({ zone }) => zone))];
  const parts = zones.flatMap((zone) => {
    const own = cards.filter((card) => card.zone === zone);
    return joined(cut(own, room), room).map((some): Part => ({ zone, cards: some }));
  });
  const liveliest = parts.toSorted((a, b) => livelinessOf(b) - livelinessOf(a)).slice(0, MOST);
  return parts.filter((part) => liveliest.includes(part)).sort((a, b) => before(a, b, room));
}

const livelinessOf = ({ cards }: Part) => cards.reduce((sum, { flows }) => sum + flows, 0);

/** Row by row, a row being half as high as what is seen at once. */
function before(a: Part, b: Part, { h }: Size): number {
  const [p, q] = [around(a.cards), around(b.cards)];
  const row = (r: Rect) => Math.round((2 * (r.y + r.h / 2)) / h);
  return row(p) - row(q) || p.x - q.x;
}

function around(cards: readonly Card[]): Rect {
  const x = Math.min(...cards.map(({ rect }) => rect.x)) - EDGE;
  const y = Math.min(...cards.map(({ rect }) => rect.y)) - EDGE;
  const right = Math.max(...cards.map(({ rect }) => rect.x + rect.w)) + EDGE;
  const bottom = Math.max(...cards.map(({ rect }) => rect.y + rect.h)) + EDGE;
  return { x, y, w: right - x, h: bottom - y };
}

function fits(cards: readonly Card[], room: Size): boolean {
  const { w, h } = around(cards);
  return cards.length < 2 || (w <= room.w && h <= room.h);
}

/** Cut in two and again until each piece fits: across its longer way, where the gap near the middle is widest. */
function cut(cards: readonly Card[], room: Size): (readonly Card[])[] {
  if (fits(cards, room)) return [cards];
  const { w, h } = around(cards);
  const isWide = w / room.w >= h / room.h;
  const middle = ({ rect }: Card) => (isWide ? rect.x + rect.w / 2 : rect.y + rect.h / 2);
  const sorted = cards.toSorted((a, b) => middle(a) - middle(b));
  const first = Math.max(1, Math.floor(sorted.length * MIDDLE));
  const last = Math.min(sorted.length - 1, Math.ceil(sorted.length * (1 - MIDDLE)));
  let at = first;
  const gap = (n: number) => middle(sorted[n]!) - middle(sorted[n - 1]!);
  for (let n = first; n <= last; n++) if (gap(n) > gap(at)) at = n;
  return [...cut(sorted.slice(0, at), room), ...cut(sorted.slice(at), room)];
}

/** Pieces that fit together are one. */
function joined(pieces: (readonly Card[])[], room: Size): (readonly Card[])[] {
  const found: (readonly Card[])[] = [];
  for (const piece of pieces) {
    const at = found.findIndex((other) => fits([...other, ...piece], room));
    if (at < 0) found.push(piece);
    else found[at] = [...found[at]!, ...piece];
  }
  return found;
}
