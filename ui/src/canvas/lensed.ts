// A lens laid over items as the last step before painting: the same as the core's `scene/lens/paint.rs`,
// here so that choosing a lens asks for no new picture. An item is dressed once and remembered.
import type { Ink } from "../generated/Ink";
import type { Item } from "../generated/Item";
import type { LensCard } from "../generated/LensCard";
import type { LensFlow } from "../generated/LensFlow";
import type { LensView } from "../generated/LensView";
import type { Point } from "../generated/Point";
import type { Rect } from "../generated/Rect";
import type { Shape } from "../generated/Shape";
import type { Stroke } from "../generated/Stroke";
import type { TextLine } from "../generated/TextLine";
import type { Dressing } from "./ghosted";
import type { Entry } from "./spatial";

const PAD = 12;
const BAR = 4;
const ABOVE = 3.5;
const PLATE = 16;
const CAPS = 0.727;
const BAND = 9;
const HATCH = 9;

/** Items as a lens shows them. */
export class Dress implements Dressing {
  readonly #cards: ReadonlyMap<number, LensCard>;
  readonly #flows: ReadonlyMap<number, LensFlow>;
  readonly #dressed = new WeakMap<Entry, Entry>();

  constructor(view: LensView) {
    this.#cards = new Map(view.cards.map((card) => [card.actor, card]));
    this.#flows = new Map(view.flows.map((flow) => [flow.flow, flow]));
  }

  /** The entry with its item as the lens shows it. */
  of(entry: Entry): Entry {
    let dressed = this.#dressed.get(entry);
    if (!dressed) {
      const item = this.#item(entry.item);
      dressed = item === entry.item ? entry : { ...entry, item };
      this.#dressed.set(entry, dressed);
    }
    return dressed;
  }

  /** How much of a flow's colour is left. */
  partOf({ id }: Item): number {
    return id.table === "flow" ? (this.#flows.get(id.id)?.part ?? 1) : 1;
  }

  #item(item: Item): Item {
    const { id } = item;
    const card = id.table === "actor" ? this.#cards.get(id.id) : undefined;
    if (card) return { ...item, shapes: dressedCard(item, card) };
    const flow = id.table === "flow" ? this.#flows.get(id.id) : undefined;
    return flow?.band ? { ...item, shapes: dressedFlow(item, flow, flow.band) } : item;
  }
}

const line = (ink: Ink, width: number, round = false): Stroke => ({ ink, width, dash: [], round });

function dressedCard(item: Item, card: LensCard): Shape[] {
  const shapes: Shape[] = [];
  const isTinted = card.ink !== "card" && card.ink !== "hatch";
  const louder = (ink: Ink): Ink => (isTinted && ink === "quiet" ? "text" : ink);
  const icon = item.shapes.findIndex((shape) => shape.shape === "icon");
  let face = item.rect;
  let isSaid = false;
  item.shapes.forEach((shape, n) => {
    if (shape.shape === "box" && shape.fill === "card" && n + 1 === icon) {
      face = shape.rect;
      shapes.push({ ...shape, fill: isTinted ? card.ink : "card", stroke: null });
      if (card.ink === "hatch") shapes.push(hatch(face));
      shapes.push({ ...shape, fill: null }, ...bar(face, card.bar));
    } else if (shape.shape === "box" && shape.fill === "card" && n < icon) {
      // The stacked edges of a group.
      shapes.push({ ...shape, fill: isTinted ? card.ink : "card" });
    } else if (shape.shape === "text" && shape.ink === "fact") {
      if (!isSaid) shapes.push({ shape: "text", ...card.text, at: shape.at });
      isSaid = true;
    } else if (shape.shape === "text" || shape.shape === "icon") {
      shapes.push({ ...shape, ink: louder(shape.ink) });
    } else shapes.push(shape);
  });
  if (!isSaid && card.text.text) {
    const at = { x: face.x + face.w - PAD - (card.text.width + 12) / 2, y: face.y + face.h };
    shapes.push(...plate(at, isTinted ? card.ink : "card", card.text));
  }
  return shapes;
}

function bar(face: Rect, part: number | null): Shape[] {
  if (part === null) return [];
  const whole = { x: face.x + PAD, y: face.y + face.h - ABOVE - BAR, w: face.w - 2 * PAD, h: BAR };
  const shapes: Shape[] = [{ shape: "box", rect: whole, radius: 2, fill: "card", stroke: line("text", 0.8) }];
  const w = part > 0 ? Math.max(2, whole.w * part) : 0;
  if (w > 0) shapes.push({ shape: "box", rect: { ...whole, w }, radius: 1, fill: "text", stroke: null });
  return shapes;
}

/** Slanting lines within a rectangle. */
function hatch(face: Rect): Shape {
  const { x, y, w, h } = { x: face.x + 2, y: face.y + 2, w: face.w - 4, h: face.h - 4 };
  let path = "";
  for (let along = HATCH; along < w + h; along += HATCH) {
    path += `M${x + Math.min(along, w)} ${y + Math.max(0, along - w)}`;
    path += `L${x + Math.max(0, along - h)} ${y + Math.min(along, h)}`;
  }
  return { shape: "path", path, fill: null, stroke: line("hatch", 1.6) };
}

function plate(at: Point, fill: Ink, text: TextLine): Shape[] {
  const w = text.width + 12;
  const rect = { x: at.x - w / 2, y: at.y - PLATE / 2, w, h: PLATE };
  return [
    { shape: "box", rect, radius: PLATE / 2, fill, stroke: line("edge", 1) },
    {
      shape: "text",
      ...text,
      at: { x: at.x - text.width / 2, y: at.y + (text.size * CAPS) / 2 },
    },
  ];
}

function dressedFlow(item: Item, flow: LensFlow, band: Ink): Shape[] {
  const strokes = item.shapes.flatMap((shape) => (shape.shape === "path" && shape.stroke) || []);
  const width = Math.max(1, ...strokes.map((stroke) => stroke.width)) + BAND;
  const under: Shape = {
    shape: "path",
    path: along(item.spine),
    fill: null,
    stroke: line(band, width, true),
  };
  if (!flow.text) return [under, ...item.shapes];
  const { label } = item;
  // Above the end of its label, so that no word is covered.
  const at = label
    ? { x: label.x + label.w - flow.text.width / 2 - 6, y: label.y - PLATE / 2 }
    : middle(item.spine);
  return [under, ...item.shapes, ...plate(at, band, flow.text)];
}

function along(spine: readonly number[]): string {
  let path = spine.length < 2 ? "" : `M${spine[0]} ${spine[1]}`;
  for (let i = 2; i + 5 < spine.length; i += 6) path += `C${spine.slice(i, i + 6).join(" ")}`;
  return path;
}

/** The middle of the middle piece of a spine. */
function middle(spine: readonly number[]): Point {
  const pieces = Math.floor((spine.length - 2) / 6);
  if (pieces < 1) return { x: 0, y: 0 };
  const at = Math.floor(pieces / 2) * 6;
  const halfway = (i: number) =>
    (spine[at + i]! + 3 * spine[at + i + 2]! + 3 * spine[at + i + 4]! + spine[at + i + 6]!) / 8;
  return { x: halfway(0), y: halfway(1) };
}
