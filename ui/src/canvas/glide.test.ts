import { expect, test } from "vitest";
import type { Item } from "../generated/Item";
import { keyOf } from "../records";
import { Glide, GLIDE } from "./glide";
import { Spatial } from "./spatial";

const card = (id: number, x: number): Item => ({
  id: { table: "actor", id },
  layer: "card",
  rect: { x, y: 0, w: 168, h: 60 },
  kind: null,
  label: null,
  spine: [],
  name: "",
  shapes: [],
});

function before(...items: Item[]): Spatial {
  const spatial = new Spatial();
  for (const item of items) spatial.put(keyOf(item.id), item);
  return spatial;
}

test("a card glides from where it was to where it is", () => {
  const glide = Glide.of([card(1, 300)], before(card(1, 100)), 0);
  const key = [...(glide?.keys ?? [])][0];
  if (!glide || key === undefined) throw new Error("nothing glides");
  expect(glide.at(0).get(key)).toEqual({ x: -200, y: 0 });
  const half = glide.at(GLIDE / 2).get(key)?.x ?? 0;
  expect(half).toBeLessThan(0);
  expect(half).toBeGreaterThan(-100);
  expect(glide.isOver(GLIDE)).toBe(true);
});

test("what stays where it was does not glide", () => {
  expect(Glide.of([card(1, 100)], before(card(1, 100)), 0)).toBeNull();
});
