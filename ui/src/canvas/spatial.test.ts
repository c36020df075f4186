import { expect, test } from "vitest";
import { keyOf } from "../records";
import { card, flow, zone } from "./fixtures";
import { Spatial } from "./spatial";

test("all that is there is found once and in painting order, in a small place and in a large one", () => {
  const spatial = new Spatial();
  // What comes later may belong below: a card, then a flow, then a zone, row by row.
  for (let n = 0; n < 40; n++) {
    const [x, y] = [(n % 8) * 400, Math.floor(n / 8) * 300];
    for (const item of [
      card(n, { x, y, w: 160, h: 60 }),
      flow(100 + n, "money", [x, y, x + 900, y + 700]),
      zone(200 + n, { x: x - 40, y: y - 40, w: 300, h: 200 }),
    ]) {
      spatial.put(keyOf(item.id), item);
    }
  }
  const everything = { x: -100, y: -100, w: 4000, h: 2500 };
  expect(spatial.within(everything)).toHaveLength(120);
  for (const area of [everything, { x: 700, y: 500, w: 500, h: 300 }]) {
    const found = spatial.within(area);
    const places = [...spatial.values()].filter(
      ({ extent: e }) =>
        e.x < area.x + area.w && area.x < e.x + e.w && e.y < area.y + area.h && area.y < e.y + e.h,
    );
    expect(new Set(found)).toEqual(new Set(places));
    expect(found.map((entry) => entry.order)).toEqual(
      places.map((entry) => entry.order).sort((a, b) => a - b),
    );
    const layers = found.map((entry) => entry.item.layer);
    expect(layers.lastIndexOf("zone")).toBeLessThan(layers.indexOf("flow"));
    expect(layers.lastIndexOf("flow")).toBeLessThan(layers.indexOf("card"));
  }
});
