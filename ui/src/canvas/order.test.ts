import { describe, expect, it } from "vitest";
import type { Item } from "../generated/Item";
import type { Shape } from "../generated/Shape";
import { inPaintingOrder } from "./order";

const line: Shape = { shape: "path", path: "", fill: null, stroke: null };
const box: Shape = { shape: "box", rect: { x: 0, y: 0, w: 1, h: 1 }, radius: 0, fill: "paper", stroke: null };

const item = (name: string, layer: Item["layer"], shapes: Shape[]): { item: Item } => ({
  item: {
    id: { table: "info" },
    layer,
    rect: { x: 0, y: 0, w: 1, h: 1 },
    kind: null,
    label: null,
    spine: [],
    name,
    shapes,
  },
});

describe("painting order", () => {
  it("puts the words of flows over all lines and under cards", () => {
    const entries = [
      item("zone", "zone", [box]),
      item("one", "flow", [line, box]),
      item("two", "flow", [line, box]),
      item("card", "card", [box]),
    ];
    const order = inPaintingOrder(entries).map(({ item }) => `${item.name} ${item.shapes[0]?.shape}`);
    expect(order).toEqual(["zone box", "one path", "two path", "one box", "two box", "card box"]);
  });

  it("loses nothing of a flow without a label", () => {
    expect(inPaintingOrder([item("one", "flow", [line])])).toHaveLength(1);
  });
});
