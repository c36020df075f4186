// Items to pixels: one match over the shapes. Never looks at the map.
import type { Item } from "../generated/Item";
import type { Kind } from "../generated/Kind";
import type { Rect } from "../generated/Rect";
import type { Shape } from "../generated/Shape";
import type { Stroke } from "../generated/Stroke";
import type { TextLine } from "../generated/TextLine";
import type { Detail } from "./detail";
import type { Inks } from "./inks";
import { isLong, runsWithin } from "./runs";
import { fontOf, type WidthGuard } from "./text";

type Context = CanvasRenderingContext2D;

/** What painting needs beside the item. */
export interface Brush {
  readonly inks: Inks;
  readonly detail: Detail;
  readonly guard: WidthGuard;
  /** Icons on their 24-unit grid. */
  readonly icons: ReadonlyMap<string, Path2D>;
  /** Units for one pixel of the screen. */
  readonly pixel: number;
  /** How much bolder strokes are than drawn; for a projector. */
  readonly bold: number;
  /** Units for one device pixel, where strokes are put together from hairlines while things move. */
  readonly hair?: number;
}

/** Where hairlines run that together look like a wide stroke: a cross, of any direction as wide. */
const CROSS = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;

const NOTHING: readonly number[] = [];
/**
 * Strokes a path by hairlines. Without a graphics card a line of one pixel costs a twentieth of a wider one
 * (300 curves: 0.5 ms and 13 ms), so a few of them side by side are still much quicker.
 */
function strokeSwiftly(ctx: Context, path: Path2D, hair: number) {
  const out = (ctx.lineWidth - hair) / 2;
  if (out <= 0) return ctx.stroke(path);
  ctx.lineWidth = hair;
  // Lines further apart than a pixel let something through between them.
  for (let reach = out; reach > 0; reach -= 2 * hair) {
    for (const [dx, dy] of CROSS) {
      ctx.translate(dx * reach, dy * reach);
      ctx.stroke(path);
      ctx.translate(-dx * reach, -dy * reach);
    }
  }
}

function strokePath(ctx: Context, path: Path2D, { hair }: Brush) {
  const width = ctx.lineWidth;
  if (!hair) return ctx.stroke(path);
  strokeSwiftly(ctx, path, hair);
  ctx.lineWidth = width;
}

/** Shapes are never changed, so a path is read once. */
const paths = new WeakMap<Shape, Path2D>();

/** Paints one item; of a long flow no more than what comes into an area, where one is given. */
export function paintItem(ctx: Context, item: Item, brush: Brush, area?: Rect) {
  if (brush.detail === "boxes") return paintRoughly(ctx, item, brush);
  const within = area && item.layer === "flow" && isLong(item.rect, area) ? area : undefined;
  for (const shape of item.shapes) paintShape(ctx, item, shape, brush, within);
}

/** Paints many flows of one kind as plain lines, in one stroke. */
export function paintLines(ctx: Context, kind: Kind, spines: Iterable<readonly number[]>, brush: Brush) {
  ctx.beginPath();
  for (const spine of spines) {
    ctx.moveTo(spine[0] ?? 0, spine[1] ?? 0);
    for (let i = 6; i + 1 < spine.length; i += 6) ctx.lineTo(spine[i]!, spine[i + 1]!);
  }
  ctx.strokeStyle = brush.inks[kind];
  ctx.lineWidth = brush.pixel;
  ctx.setLineDash(NOTHING as number[]);
  ctx.stroke();
}

function paintShape(ctx: Context, item: Item, shape: Shape, brush: Brush, within?: Rect) {
  switch (shape.shape) {
    case "box": {
      const { x, y, w, h } = shape.rect;
      if (item.layer === "flow" && brush.detail !== "full") return;
      ctx.beginPath();
      if (shape.radius > 0) ctx.roundRect(x, y, w, h, shape.radius);
      else ctx.rect(x, y, w, h);
      if (shape.fill) {
        ctx.fillStyle = brush.inks[shape.fill];
        ctx.fill();
      }
      if (shape.stroke) {
        setStroke(ctx, shape.stroke, brush);
        ctx.stroke();
      }
      return;
    }
    case "path": {
      if (shape.fill) {
        ctx.fillStyle = brush.inks[shape.fill];
        ctx.fill(pathOf(shape));
      }
      if (shape.stroke) {
        setStroke(ctx, shape.stroke, brush);
        const runs = within && !shape.fill ? runsWithin(shape.path, within) : null;
        if (!runs) return strokePath(ctx, pathOf(shape), brush);
        for (const { data, before } of runs) {
          ctx.lineDashOffset = before;
          strokePath(ctx, new Path2D(data), brush);
        }
        ctx.lineDashOffset = 0;
      }
      return;
    }
    case "text":
      if (isTextShown(item, shape, brush)) paintText(ctx, shape, brush);
      return;
    case "icon": {
      const icon = brush.icons.get(shape.name);
      if (!icon || brush.detail === "no_text") return;
      const scale = shape.size / 24;
      ctx.save();
      ctx.translate(shape.at.x, shape.at.y);
      ctx.scale(scale, scale);
      ctx.strokeStyle = brush.inks[shape.ink];
      ctx.lineWidth = 2;
      ctx.lineCap = ctx.lineJoin = "round";
      ctx.setLineDash(NOTHING as number[]);
      ctx.stroke(icon);
      ctx.restore();
    }
  }
}

function isTextShown(item: Item, line: TextLine, brush: Brush): boolean {
  if (item.layer === "flow") return brush.detail === "full";
  return brush.detail !== "no_text" || line.size / brush.pixel >= 5;
}

function paintText(ctx: Context, line: TextLine, brush: Brush) {
  const scale = brush.guard.scale(ctx, line);
  ctx.font = fontOf(line);
  ctx.fillStyle = brush.inks[line.ink];
  ctx.direction = line.rtl ? "rtl" : "ltr";
  if (scale === 1) return ctx.fillText(line.text, line.at.x, line.at.y);
  ctx.save();
  ctx.translate(line.at.x, line.at.y);
  ctx.scale(scale, 1);
  ctx.fillText(line.text, 0, 0);
  ctx.restore();
}

function setStroke(ctx: Context, stroke: Stroke, brush: Brush) {
  ctx.strokeStyle = brush.inks[stroke.ink];
  // Never thinner than half a pixel: it would flicker away.
  ctx.lineWidth = Math.max(stroke.width * brush.bold, brush.pixel / 2);
  ctx.lineCap = stroke.round ? "round" : "butt";
  ctx.lineJoin = "round";
  if (brush.detail === "no_text") ctx.setLineDash(NOTHING as number[]);
  else if (brush.hair && stroke.round && stroke.dash.length === 2) setDots(ctx, stroke);
  else ctx.setLineDash(stroke.dash);
}

/** Dots as short dashes: hairlines have no round ends. */
function setDots(ctx: Context, { width, dash: [on = 0, off = 0] }: Stroke) {
  ctx.lineCap = "butt";
  ctx.setLineDash([on + width * 0.8, Math.max(0, off - width * 0.8)]);
}

function pathOf(shape: Shape & { shape: "path" }): Path2D {
  let path = paths.get(shape);
  if (!path) paths.set(shape, (path = new Path2D(shape.path)));
  return path;
}

/** A card, note or zone as a box in its own colours. */
function paintRoughly(ctx: Context, item: Item, brush: Brush) {
  if (item.kind) return paintLines(ctx, item.kind, [item.spine], brush);
  const face = item.shapes.find((s) => s.shape === "box" && s.fill);
  const { x, y, w, h } = item.rect;
  if (face?.shape !== "box" || !face.fill) return;
  ctx.fillStyle = brush.inks[face.fill];
  ctx.fillRect(x, y, w, h);
  const edge = item.layer === "card" ? brush.inks.quiet : face.stroke ? brush.inks[face.stroke.ink] : null;
  if (!edge) return;
  ctx.strokeStyle = edge;
  ctx.lineWidth = brush.pixel;
  ctx.setLineDash(NOTHING as number[]);
  ctx.strokeRect(x, y, w, h);
}
