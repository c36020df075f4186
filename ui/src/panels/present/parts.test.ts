import { describe, expect, test } from "vitest";
import { partsOf, type Card } from "./parts";

const ROOM = { w: 1000, h: 400 };

/** Cards in a grid, the columns `step` apart. */
const grid = (columns: number, rows: number, step = 200): Card[] =>
  Array.from({ length: columns * rows }, (_, n) => ({
    id: n,
    rect: { x: (n % columns) * step, y: Math.floor(n / columns) * 100, w: 168, h: 60 },
    zone: null,
    flows: 1,
  }));

const sizeOf = (cards: readonly Card[]) => ({
  w: Math.max(...cards.map((c) => c.rect.x + c.rect.w)) - Math.min(...cards.map((c) => c.rect.x)),
  h: Math.max(...cards.map((c) => c.rect.y + c.rect.h)) - Math.min(...cards.map((c) => c.rect.y)),
});

describe("the parts of a map", () => {
  test("are one where all of it can be read at once", () => {
    expect(partsOf(grid(4, 3), ROOM)).toHaveLength(1);
    expect(partsOf(grid(7, 3), ROOM)).toHaveLength(1);
    expect(partsOf([], ROOM)[0]?.cards).toEqual([]);
  });

  test("hold every card once and fit the room", () => {
    const parts = partsOf(grid(10, 6), ROOM);
    const ids = parts.flatMap(({ cards }) => cards.map(({ id }) => id));
    expect(ids.toSorted((a, b) => a - b)).toEqual(grid(10, 6).map(({ id }) => id));
    for (const { cards } of parts) {
      expect(sizeOf(cards).w).toBeLessThanOrEqual(ROOM.w);
      expect(sizeOf(cards).h).toBeLessThanOrEqual(ROOM.h);
    }
    expect(parts.length).toBeLessThanOrEqual(6);
  });

  test("are the zones where there are some, from left to right", () => {
    const cards = grid(10, 2).map((card) => ({ ...card, zone: card.id % 10 < 4 ? 7 : 3 }));
    const parts = partsOf(cards, { w: 1210, h: 400 });
    expect(parts.map(({ zone }) => zone)).toEqual([7, 3]);
  });

  test("are at most a dozen, those with the most flows", () => {
    const cards = grid(60, 30).map((card) => ({ ...card, flows: card.id === 0 ? 1000 : 1 }));
    const parts = partsOf(cards, ROOM);
    expect(parts).toHaveLength(12);
    expect(parts.some((part) => part.cards.some(({ id }) => id === 0))).toBe(true);
  });

  test("come to an end where cards lie on one another or are larger than the room", () => {
    const same = grid(3, 1, 0).map((card) => ({ ...card, rect: { ...card.rect, w: 3000 } }));
    expect(partsOf(same, ROOM)).toHaveLength(3);
  });
});
