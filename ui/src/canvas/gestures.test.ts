import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Actor } from "../generated/Actor";
import type { Flow } from "../generated/Flow";
import type { Zone } from "../generated/Zone";
import type { RecordId } from "../generated/RecordId";

vi.mock("../host", () => ({
  call: vi.fn(),
  onEvent: vi.fn(),
  setWindowTitle: vi.fn(),
  failureFrom: (e: unknown) => e,
}));

import { doc } from "../document.svelte";
import { card, flow, zone } from "./fixtures";
import { dropped } from "./gestures/connect";
import { isCaught, joined } from "./gestures/marquee";
import { loadOf, shifts } from "./gestures/carry";
import { dragged } from "./gestures/move";
import { drawn, pulled } from "./gestures/zone";
import { clearOf, freePlace } from "./free_place";
import { stepOf } from "./nudge";

const actor = (id: number): RecordId => ({ table: "actor", id });
const own = { x: 0, y: 0, w: 160, h: 60 };

describe("letting go of a new flow", () => {
  const at = { x: 500, y: 203 };

  test("on a card makes the flow", () => {
    expect(dropped("actor:1", "actor:2", at, own, "data", 1)).toEqual({
      command: "AddFlow",
      from: 1,
      to: 2,
      kind: "data",
    });
  });

  test("on empty paper makes the actor too, on the grid", () => {
    expect(dropped("actor:1", null, at, own, "money", 1)).toEqual({
      command: "AddActorWithFlow",
      name: "",
      at: { x: 504, y: 200 },
      other: 1,
      incoming: false,
      kind: "money",
    });
  });

  test("on its own card means nothing, but for a decider's own right", () => {
    expect(dropped("actor:1", "actor:1", { x: 80, y: 30 }, own, "money", 1)).toBeNull();
    expect(dropped("actor:1", "actor:1", { x: 80, y: 30 }, own, "decision", 1)).toMatchObject({
      from: 1,
      to: 1,
    });
  });

  test("just beside its own card means nothing", () => {
    expect(dropped("actor:1", null, { x: 172, y: 30 }, own, "money", 1)).toBeNull();
    expect(dropped("actor:1", null, { x: 220, y: 30 }, own, "money", 0.25)).toBeNull();
  });
});

describe("what a drag moves", () => {
  beforeEach(() => {
    doc.records.actor.clear();
    doc.records.flow.clear();
    doc.records.zone.clear();
    for (const [id, zone, locked] of [
      [1, null, false],
      [2, 9, false],
      [3, 9, true],
      [4, null, true],
    ] as const) {
      doc.records.actor.set(id, { id, zone, locked } as Actor);
    }
    doc.records.flow.set(5, { id: 5, from: 1, to: 2 } as Flow);
    doc.records.flow.set(6, { id: 6, from: 4, to: 3 } as Flow);
  });

  test("is the selection if it is part of it, else what is under the hand", () => {
    expect(dragged("actor:1", [actor(1), actor(2)])).toHaveLength(2);
    expect(dragged("actor:3", [actor(1), actor(2)])).toEqual([actor(3)]);
  });

  test("takes flows along and leaves locked actors", () => {
    const load = loadOf([actor(1), actor(4)]);
    expect(load.items).toEqual([actor(1)]);
    expect(load.flows).toEqual([{ table: "flow", id: 5 }]);
  });

  test("takes the actors of a zone along without naming them", () => {
    const load = loadOf([{ table: "zone", id: 9 }]);
    expect(load.items).toEqual([{ table: "zone", id: 9 }]);
    expect(load.riders).toEqual([actor(2)]);
    expect(load.flows).toEqual([{ table: "flow", id: 5 }]);
  });

  test("is its actors for a zone that only follows them", () => {
    doc.records.zone.set(9, { id: 9, area: null } as Zone);
    expect(loadOf([{ table: "zone", id: 9 }])).toMatchObject({ items: [actor(2)], riders: [] });
  });

  test("goes to middles for actors and to corners for all else", () => {
    const starts = new Map([
      ["actor:1", own],
      ["note:7", own],
    ]);
    expect(shifts(starts, [actor(1), { table: "note", id: 7 }], { x: 10, y: 5 })).toEqual([
      { item: actor(1), to: { x: 90, y: 35 } },
      { item: { table: "note", id: 7 }, to: { x: 10, y: 5 } },
    ]);
  });
});

describe("a marquee", () => {
  const area = { x: 0, y: 0, w: 200, h: 100 };

  test("catches cards by touching them, flows and zones only as a whole", () => {
    expect(isCaught(card(1, { x: 190, y: 90, w: 160, h: 60 }), area)).toBe(true);
    expect(isCaught(flow(2, "money", [100, 50, 300, 50]), area)).toBe(false);
    expect(isCaught(flow(2, "money", [100, 50, 180, 60]), area)).toBe(true);
    expect(isCaught(zone(3, { x: -10, y: -10, w: 900, h: 900 }), area)).toBe(false);
  });

  test("adds each record once", () => {
    expect(joined([actor(1), actor(2)], [actor(2), actor(3)])).toEqual([actor(1), actor(2), actor(3)]);
  });
});

describe("a zone", () => {
  test("is drawn on the grid, and a click makes a usual one", () => {
    expect(drawn({ x: 403, y: 301 }, { x: 101, y: 99 })).toEqual({ x: 104, y: 96, w: 296, h: 208 });
    expect(drawn({ x: 10, y: 10 }, { x: 12, y: 13 })).toEqual({ x: 8, y: 8, w: 400, h: 280 });
  });

  test("keeps the opposite side still and never turns inside out", () => {
    const area = { x: 0, y: 0, w: 400, h: 200 };
    expect(pulled(area, 1, 0, { x: 500, y: 90 })).toEqual({ x: 0, y: 0, w: 504, h: 200 });
    const small = pulled(area, -1, -1, { x: 9000, y: 9000 });
    expect(small.x + small.w).toBe(400);
    expect(small.y + small.h).toBe(200);
    expect(small.w).toBeGreaterThan(0);
  });
});

describe("arrow keys", () => {
  test("go one step of the grid, farther with Shift", () => {
    expect(stepOf("ArrowLeft", false)).toEqual({ x: -8, y: 0 });
    expect(stepOf("ArrowDown", true)).toEqual({ x: 0, y: 40 });
    expect(stepOf("a", false)).toBeNull();
  });
});

describe("a free place", () => {
  test("is the wanted one where nothing stands", () => {
    expect(freePlace({ x: 100, y: 100 }, () => false)).toEqual({ x: 104, y: 104 });
  });

  test("for what is written is beside what stands there, or as wanted where all is full", () => {
    const below = (edge: number) => (top: number) => top >= edge;
    expect(clearOf(100, 28, below(0))).toBe(100);
    expect(clearOf(100, 28, below(110))).toBe(114);
    expect(clearOf(100, 28, () => false)).toBe(100);
  });

  test("is the nearest one beside what stands there", () => {
    const isTaken = (r: { x: number; w: number }) => r.x < 100 && r.x + r.w > -100;
    const place = freePlace({ x: 0, y: 0 }, isTaken);
    expect(Math.abs(place.x)).toBeGreaterThanOrEqual(196);
    expect(Math.abs(place.x)).toBeLessThan(260);
  });
});
