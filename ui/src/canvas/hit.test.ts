import { describe, expect, test } from "vitest";
import type { Item } from "../generated/Item";
import { keyOf, KINDS } from "../records";
import { card, flow, note, zone } from "./fixtures";
import { contains } from "./geometry";
import { cardAt, endHandles, hit } from "./hit";
import { Spatial } from "./spatial";

function sheet(...items: Item[]): Spatial {
  const spatial = new Spatial();
  for (const item of items) spatial.put(keyOf(item.id), item);
  return spatial;
}

const a = card(1, { x: 0, y: 0, w: 160, h: 60 });
const b = card(2, { x: 400, y: 0, w: 160, h: 60 });
const money = flow(3, "money", [160, 20, 400, 20]);
const data = flow(4, "data", [160, 40, 400, 40]);
const region = zone(5, { x: -100, y: -100, w: 800, h: 400 });
const everything = sheet(region, money, data, a, b, note(6, { x: 100, y: 200, w: 120, h: 60 }));
const sight = { zoom: 1, kinds: new Set(KINDS), only: null, selected: new Set<string>() };

describe("under the pointer", () => {
  test("a card is hit on its face, and drawn from at its rim", () => {
    expect(hit(everything, { x: 50, y: 30 }, sight)).toMatchObject({ part: "card", key: "actor:1" });
    expect(hit(everything, { x: 164, y: 50 }, sight)).toMatchObject({ part: "rim", key: "actor:1" });
    expect(hit(everything, { x: 80, y: 60 }, sight)).toMatchObject({ part: "rim", key: "actor:1" });
  });

  test("a card that is small on the screen keeps a face to grab", () => {
    for (const zoom of [0.1, 0.2, 0.4, 1, 4]) {
      expect(hit(everything, { x: 80, y: 30 }, { ...sight, zoom })).toMatchObject({ part: "card" });
    }
  });

  test("the nearer of two flows is hit, within a few pixels at any zoom", () => {
    expect(hit(everything, { x: 280, y: 24 }, sight)).toMatchObject({ part: "flow", key: "flow:3" });
    expect(hit(everything, { x: 280, y: 37 }, sight)).toMatchObject({ part: "flow", key: "flow:4" });
    expect(hit(everything, { x: 280, y: 50 }, sight)).toBeNull();
    expect(hit(everything, { x: 280, y: 50 }, { ...sight, zoom: 0.3 })).toMatchObject({ key: "flow:4" });
  });

  test("a flow's label belongs to the flow", () => {
    const labelled = {
      ...money,
      label: { x: 200, y: -30, w: 60, h: 16 },
      rect: { x: 160, y: -30, w: 240, h: 60 },
    };
    expect(hit(sheet(labelled), { x: 220, y: -20 }, sight)).toMatchObject({ part: "flow", key: "flow:3" });
  });

  test("kinds that are switched off are not hit", () => {
    const kinds = new Set(KINDS.filter((kind) => kind !== "money"));
    expect(hit(everything, { x: 280, y: 20 }, { ...sight, kinds })).toBeNull();
  });

  test("a zone is hit by its title and its edge, not by its face", () => {
    expect(hit(everything, { x: -60, y: -80 }, sight)).toMatchObject({ part: "zone", key: "zone:5" });
    expect(hit(everything, { x: 300, y: 299 }, sight)).toMatchObject({ part: "zone", key: "zone:5" });
    expect(hit(everything, { x: 300, y: 150 }, sight)).toBeNull();
  });

  test("handles answer only on what is selected", () => {
    const selected = new Set(["flow:3", "zone:5"]);
    expect(hit(everything, { x: 378, y: 20 }, { ...sight, selected })).toMatchObject({
      part: "end",
      end: "to",
    });
    expect(hit(everything, { x: 182, y: 20 }, { ...sight, selected })).toMatchObject({
      part: "end",
      end: "from",
    });
    expect(hit(everything, { x: 700, y: 300 }, { ...sight, selected })).toMatchObject({
      part: "corner",
      dx: 1,
      dy: 1,
    });
    expect(hit(everything, { x: 378, y: 20 }, sight)).toMatchObject({ part: "flow", key: "flow:3" });
  });

  test("handles leave the words of a short flow to be read", () => {
    const label = { x: 196, y: 4, w: 40, h: 32 };
    const short = { ...flow(3, "money", [160, 20, 250, 20]), label };
    const { from, to } = endHandles(short, 1);
    for (const at of [from, to]) expect(contains(label, at)).toBe(false);
    expect(from.x).toBeLessThan(to.x);
    const long = { ...short, label: { ...label, x: 176, w: 58 } };
    expect(contains(long.label, endHandles(long, 1).from)).toBe(false);
    expect(contains(long.label, endHandles(long, 1).to)).toBe(false);
  });

  test("the rim of a card can be drawn from where a selected flow ends", () => {
    const selected = new Set(["flow:3"]);
    expect(hit(everything, { x: 400, y: 20 }, { ...sight, selected })).toMatchObject({
      part: "rim",
      key: "actor:2",
    });
  });

  test("notes lie above cards", () => {
    const covered = sheet(a, note(6, { x: 20, y: 10, w: 40, h: 40 }));
    expect(hit(covered, { x: 40, y: 30 }, sight)).toMatchObject({ part: "note" });
  });

  test("a flow may be dropped a little beside a card", () => {
    expect(cardAt(everything, { x: 395, y: 30 }, 1)?.key).toBe("actor:2");
    expect(cardAt(everything, { x: 380, y: 30 }, 1)).toBeNull();
  });
});

describe("the index of places", () => {
  test("finds what meets an area, in painting order", () => {
    const found = everything.within({ x: 0, y: 0, w: 500, h: 60 }).map((e) => e.key);
    expect(found).toEqual(["zone:5", "flow:3", "flow:4", "actor:1", "actor:2"]);
  });

  test("follows what moves and forgets what goes", () => {
    const spatial = sheet(a, b);
    spatial.put("actor:1", card(1, { x: 5000, y: 5000, w: 160, h: 60 }));
    expect(spatial.within({ x: 0, y: 0, w: 100, h: 60 })).toEqual([]);
    expect(spatial.within({ x: 5010, y: 5010, w: 1, h: 1 }).map((e) => e.key)).toEqual(["actor:1"]);
    spatial.remove("actor:1");
    expect(spatial.within({ x: -1e6, y: -1e6, w: 2e6, h: 2e6 }).map((e) => e.key)).toEqual(["actor:2"]);
  });

  test("keeps the order of what is replaced", () => {
    const spatial = sheet(a, b);
    spatial.put("actor:1", card(1, { x: 410, y: 10, w: 160, h: 60 }));
    expect(spatial.within(b.rect).map((e) => e.key)).toEqual(["actor:1", "actor:2"]);
  });
});
