import { describe, expect, test } from "vitest";
import type { Item } from "../generated/Item";
import type { LensView } from "../generated/LensView";
import type { Shape } from "../generated/Shape";
import { keyOf } from "../records";
import { card, flow } from "./fixtures";
import { Dress } from "./lensed";
import { Spatial } from "./spatial";

const text = (words: string, ink: "fact" | "text" | "quiet"): Shape => ({
  shape: "text",
  at: { x: 41, y: 40 },
  text: words,
  size: 11.5,
  bold: false,
  width: 40,
  ink,
  rtl: false,
});
const rect = { x: 0, y: 0, w: 168, h: 60 };
const acme: Item = {
  ...card(1, rect),
  shapes: [
    { shape: "box", rect, radius: 8, fill: "card", stroke: null },
    { shape: "icon", name: "platform", at: { x: 11, y: 10 }, size: 20, ink: "quiet" },
    text("Acme", "text"),
    text("Sells to mid-market", "fact"),
    text("firms", "fact"),
  ],
};
const said = { at: { x: 0, y: 0 }, size: 11.5, bold: true, width: 30, ink: "text", rtl: false } as const;
const view = (ink: "step4" | "hatch", bar: number | null): LensView => ({
  lens: "dependence",
  title: "Dependence",
  unit: "",
  note: "",
  legend: [],
  lines: [],
  cards: [{ actor: 1, ink, bar, text: { ...said, text: "31% lost" } }],
  flows: [{ flow: 2, band: "step3", part: 1, text: { ...said, text: "12%" } }],
});

function dressed(item: Item, by: LensView): Item {
  const spatial = new Spatial();
  spatial.put(keyOf(item.id), item);
  return new Dress(by).of(spatial.get(keyOf(item.id))!).item;
}
const texts = (item: Item) => item.shapes.flatMap((s) => (s.shape === "text" ? [s.text] : []));

describe("a lens on an item", () => {
  test("gives a card its face, a bar and words in place of the fact line", () => {
    const item = dressed(acme, view("step4", 0.31));
    expect(texts(item)).toEqual(["Acme", "31% lost"]);
    expect(item.shapes.some((s) => s.shape === "box" && s.fill === "step4")).toBe(true);
    const bar = item.shapes.find((s) => s.shape === "box" && s.fill === "text");
    expect(bar?.shape === "box" && Math.round(bar.rect.w)).toBe(Math.round(0.31 * 144));
    expect(item.shapes.find((s) => s.shape === "icon")).toMatchObject({ ink: "text" });
    expect(item.rect).toEqual(acme.rect);
  });

  test("hatches what is not known and keeps its own face", () => {
    const item = dressed(acme, view("hatch", null));
    expect(item.shapes.some((s) => s.shape === "path" && s.stroke?.ink === "hatch")).toBe(true);
    expect(item.shapes.some((s) => s.shape === "box" && s.fill === "card")).toBe(true);
  });

  test("says it on a plate where a card has no fact line", () => {
    const bare = { ...acme, shapes: acme.shapes.slice(0, 3) };
    const item = dressed(bare, view("step4", null));
    expect(texts(item)).toEqual(["Acme", "31% lost"]);
    expect(item.shapes.at(-2)).toMatchObject({ shape: "box", fill: "step4" });
  });

  test("lays a band under a flow and its number over it", () => {
    const item = dressed(flow(2, "money", [0, 0, 300, 0]), view("step4", null));
    expect(item.shapes[0]).toMatchObject({ shape: "path", stroke: { ink: "step3" } });
    expect(texts(item)).toEqual(["12%"]);
  });

  test("leaves alone what it does not name", () => {
    const other = card(7, rect);
    expect(dressed(other, view("step4", null))).toBe(other);
  });
});
