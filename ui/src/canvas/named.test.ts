import { expect, test } from "vitest";
import type { Shape } from "../generated/Shape";
import { withoutWords } from "./named";

const shape = (shape: Shape["shape"]) => ({ shape }) as Shape;
const left = (layer: "card" | "flow" | "zone" | "note", ...shapes: Shape["shape"][]) =>
  withoutWords({ layer, shapes: shapes.map(shape) }).map((each) => each.shape);

test("a card keeps its face and its stacked edges, not its icon, words, stage or badges", () => {
  expect(left("card", "box", "box", "icon", "text", "box", "path")).toEqual(["box", "box"]);
});

test("a flow keeps its strokes and heads, not its label", () => {
  expect(left("flow", "path", "path", "box", "text")).toEqual(["path", "path"]);
  expect(left("flow", "path")).toEqual(["path"]);
});

test("a zone keeps its face, a note nothing", () => {
  expect(left("zone", "box", "text")).toEqual(["box"]);
  expect(left("note", "box", "text")).toEqual([]);
});
