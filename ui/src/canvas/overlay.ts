// What lies above the picture while hands are at work: frames, handles, guides, marquee, a flow being drawn.
import type { Ghost } from "../generated/Ghost";
import type { Item } from "../generated/Item";
import type { Kind } from "../generated/Kind";
import type { Point } from "../generated/Point";
import type { Rect } from "../generated/Rect";
import type { Key } from "../records";
import { toScreen, type Camera, type Size } from "./camera";
import { centre, inflated, rimToward, translated } from "./geometry";
import { endHandles, rimHandles, zoneHandles } from "./hit";
import type { Inks } from "./inks";
import { headPath, KIND_STROKES } from "./strokes";
import { paintSpotlight } from "./spotlight";
import type { Guide } from "./snapping";

/** A flow being drawn: between two rectangles, or to the pointer. */
export interface Preview {
  readonly kind: Kind;
  readonly from: Rect;
  readonly to: Rect;
}

/** What gestures leave for the overlay to paint. Map units. */
export interface Overlay {
  /** The card whose rim handles are shown. */
  rim: Key | null;
  /** The flow, note or zone under the pointer. */
  hover: Key | null;
  /** The card a flow would end at. */
  target: Key | null;
  marquee: Rect | null;
  guides: readonly Guide[];
  preview: Preview | null;
  /** Copies that would be made, by how far. */
  copies: { readonly keys: readonly Key[]; readonly by: Point } | null;
  /** What the line being typed would put here. */
  ghosts: readonly Ghost[];
  /** The middle of the presenter's spotlight, in pixels. */
  spotlight: Point | null;
}

export const emptyOverlay = (): Overlay => ({
  rim: null,
  hover: null,
  target: null,
  marquee: null,
  guides: [],
  preview: null,
  copies: null,
  ghosts: [],
  spotlight: null,
});

export interface Decor {
  readonly camera: Camera;
  readonly size: Size;
  readonly inks: Inks;
  /** What of the selection is in sight. */
  readonly selected: readonly { readonly item: Item; readonly by: Point }[];
  readonly isOneSelected: boolean;
  readonly get: (key: Key) => Item | undefined;
  readonly canEdit: boolean;
}

type Context = CanvasRenderingContext2D;

/** Paints the overlay; the canvas takes CSS pixels. */
export function paintOverlay(ctx: Context, overlay: Overlay, decor: Decor) {
  const { inks, get } = decor;
  ctx.setLineDash([]);
  ctx.lineCap = "butt";
  ctx.lineJoin = "round";
  const hovered = overlay.hover && get(overlay.hover);
  if (hovered) frameItem(ctx, hovered, { x: 0, y: 0 }, decor, true);
  for (const { item, by } of decor.selected) frameItem(ctx, item, by, decor, false);
  const rim = overlay.rim && get(overlay.rim);
  if (rim && decor.canEdit)
    rimHandles(rim.rect).forEach((p) => handle(ctx, toScreen(decor.camera, p), 5, inks));
  const target = overlay.target && get(overlay.target);
  if (target) strokeRect(ctx, onScreen(target.rect, decor.camera), 4, 10, inks.accent, 3);
  if (overlay.preview) paintPreview(ctx, overlay.preview, decor);
  if (overlay.copies) {
    for (const key of overlay.copies.keys) {
      const item = get(key);
      if (item)
        strokeRect(
          ctx,
          onScreen(translated(item.rect, overlay.copies.by), decor.camera),
          0,
          8,
          inks.accent,
          1.5,
        );
    }
  }
  for (const ghost of overlay.ghosts) paintGhost(ctx, ghost, decor);
  for (const guide of overlay.guides) paintGuide(ctx, guide, decor);
  if (overlay.marquee) {
    const r = onScreen(overlay.marquee, decor.camera);
    ctx.globalAlpha = 0.08;
    ctx.fillStyle = inks.accent;
    ctx.fillRect(r.x, r.y, r.w, r.h);
    ctx.globalAlpha = 1;
    ctx.strokeStyle = inks.accent;
    ctx.lineWidth = 1;
    ctx.strokeRect(Math.round(r.x) + 0.5, Math.round(r.y) + 0.5, Math.round(r.w), Math.round(r.h));
  }
  if (overlay.spotlight) paintSpotlight(ctx, overlay.spotlight, decor.size);
}

function frameItem(ctx: Context, item: Item, by: Point, decor: Decor, isFaint: boolean) {
  const { inks, camera } = decor;
  if (item.layer === "flow") {
    ctx.save();
    if (item.label) sparing(ctx, onScreen(translated(item.label, by), camera), decor.size);
    followSpine(ctx, item.spine, by, camera);
    ctx.strokeStyle = inks.accent;
    ctx.globalAlpha = isFaint ? 0.16 : 0.3;
    ctx.lineWidth = Math.min(9, Math.max(4, 3 + 6 * camera.zoom));
    ctx.lineCap = "round";
    ctx.stroke();
    ctx.restore();
    if (isFaint || !decor.canEdit || !decor.isOneSelected) return;
    const { from, to } = endHandles(item, camera.zoom);
    for (const p of [from, to]) handle(ctx, toScreen(camera, { x: p.x + by.x, y: p.y + by.y }), 4.5, inks);
    return;
  }
  if (item.layer === "card" && isFaint) return;
  const rect = translated(item.rect, by);
  ctx.save();
  if (item.layer === "card") {
    for (const badge of badgesOf(item)) sparing(ctx, onScreen(translated(badge, by), camera), decor.size);
  }
  strokeRect(ctx, onScreen(rect, camera), item.layer === "card" ? 3 : 1, 10, inks.accent, isFaint ? 1 : 2);
  ctx.restore();
  if (item.layer === "zone" && !isFaint && decor.canEdit) {
    for (const { at } of zoneHandles(rect)) handle(ctx, toScreen(camera, at), 4.5, inks);
  }
}

/** Half the edge of the room around the number of a badge, in map units. */
const BADGE = 10;

/** The rooms of a card's badges: the words that begin on its edge rather than inside. */
function badgesOf({ rect, shapes }: Item): Rect[] {
  return shapes.flatMap((shape) => {
    if (shape.shape !== "text" || shape.at.x > rect.x + BADGE) return [];
    const middle = { x: shape.at.x + shape.width / 2, y: shape.at.y - 0.36 * shape.size };
    return [{ x: middle.x - BADGE, y: middle.y - BADGE, w: 2 * BADGE, h: 2 * BADGE }];
  });
}

/** What is painted until `restore` leaves this rectangle free: words in it stay as they are read. */
function sparing(ctx: Context, { x, y, w, h }: Rect, size: Size) {
  ctx.beginPath();
  ctx.rect(0, 0, size.w, size.h);
  ctx.rect(x, y, w, h);
  ctx.clip("evenodd");
}

function followSpine(ctx: Context, spine: readonly number[], by: Point, camera: Camera) {
  const p = (i: number) => toScreen(camera, { x: spine[i]! + by.x, y: spine[i + 1]! + by.y });
  ctx.beginPath();
  if (spine.length < 2) return;
  const start = p(0);
  ctx.moveTo(start.x, start.y);
  for (let i = 2; i + 5 < spine.length; i += 6) {
    const [a, b, c] = [p(i), p(i + 2), p(i + 4)];
    ctx.bezierCurveTo(a.x, a.y, b.x, b.y, c.x, c.y);
  }
}

function paintPreview(ctx: Context, { kind, from, to }: Preview, { camera, inks }: Decor) {
  const a = toScreen(camera, rimToward(from, centre(to)));
  const b = toScreen(camera, rimToward(to, centre(from)));
  const stroke = KIND_STROKES[kind];
  const scale = Math.max(0.6, camera.zoom);
  const length = Math.hypot(b.x - a.x, b.y - a.y) / scale;
  ctx.save();
  ctx.translate(b.x, b.y);
  ctx.rotate(Math.atan2(b.y - a.y, b.x - a.x));
  ctx.scale(scale, scale);
  ctx.strokeStyle = ctx.fillStyle = inks[kind];
  ctx.lineWidth = stroke.width;
  ctx.lineCap = stroke.round ? "round" : "butt";
  ctx.setLineDash([...stroke.dash]);
  ctx.beginPath();
  ctx.moveTo(-length, 0);
  ctx.lineTo(stroke.head === "chevron" ? -1 : Math.min(0, -stroke.size[0]), 0);
  ctx.stroke();
  ctx.setLineDash([]);
  if (stroke.double) {
    ctx.strokeStyle = inks.paper;
    ctx.lineWidth = stroke.width * 0.45;
    ctx.stroke();
  }
  headPath(ctx, stroke);
  if (stroke.head === "circle") ctx.fillStyle = inks.paper;
  if (stroke.head !== "chevron") ctx.fill();
  ctx.lineWidth = 2;
  if (stroke.head === "circle" || stroke.head === "chevron") ctx.stroke();
  ctx.restore();
}

/** Dashed, so that nobody takes it for something that is there. */
function paintGhost(ctx: Context, ghost: Ghost, decor: Decor) {
  const { camera, inks } = decor;
  if (ghost.ghost === "flow") return paintPreview(ctx, ghost, decor);
  const r = onScreen(ghost.rect, camera);
  ctx.setLineDash([6, 4]);
  strokeRect(ctx, r, 2, 10, inks.accent, 1.5);
  ctx.setLineDash([]);
  // Its name is read, whatever lies there until all have moved together.
  ctx.fillStyle = inks.paper;
  ctx.fill();
  ctx.fillStyle = inks.accent;
  ctx.font = `600 ${Math.max(11, 14 * camera.zoom)}px Inter`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(ghost.name, r.x + r.w / 2, r.y + r.h / 2, Math.max(r.w - 12, 80));
  ctx.textAlign = "start";
  ctx.textBaseline = "alphabetic";
}

function paintGuide(ctx: Context, { axis, at, from, to }: Guide, { camera, inks }: Decor) {
  const a = toScreen(camera, axis === "x" ? { x: at, y: from } : { x: from, y: at });
  const b = toScreen(camera, axis === "x" ? { x: at, y: to } : { x: to, y: at });
  const crisp = (v: number) => Math.round(v) + 0.5;
  ctx.strokeStyle = inks.accent;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(crisp(a.x) - (axis === "y" ? 8 : 0), crisp(a.y) - (axis === "x" ? 8 : 0));
  ctx.lineTo(crisp(b.x) + (axis === "y" ? 8 : 0), crisp(b.y) + (axis === "x" ? 8 : 0));
  ctx.stroke();
}

function onScreen(r: Rect, camera: Camera): Rect {
  return { ...toScreen(camera, r), w: r.w * camera.zoom, h: r.h * camera.zoom };
}

function strokeRect(ctx: Context, r: Rect, out: number, radius: number, colour: string, width: number) {
  const { x, y, w, h } = inflated(r, out);
  ctx.beginPath();
  ctx.roundRect(x, y, w, h, Math.min(radius, w / 3, h / 3));
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.stroke();
}

function handle(ctx: Context, p: Point, radius: number, inks: Inks) {
  ctx.beginPath();
  ctx.arc(p.x, p.y, radius, 0, 2 * Math.PI);
  ctx.fillStyle = inks.card;
  ctx.fill();
  ctx.strokeStyle = inks.accent;
  ctx.lineWidth = 2;
  ctx.stroke();
}
