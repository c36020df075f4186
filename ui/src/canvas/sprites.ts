// What moves as it is, painted once and then only copied to where it is in each frame.
import type { Item } from "../generated/Item";
import type { Point } from "../generated/Point";
import type { Painting } from "./brushes";
import type { Camera } from "./camera";
import { paintItem } from "./paint";
import type { Key } from "../records";
import type { Entry } from "./spatial";
import { prepareText } from "./text";

/** Pixels of a sprite's edge above which it is painted anew rather than kept. */
const MOST = 700;

interface Sprite {
  readonly canvas: HTMLCanvasElement;
  readonly item: Item;
  readonly scale: number;
}

export class Sprites {
  #sprites = new Map<Key, Sprite>();

  constructor(private readonly willReadFrequently: boolean) {}

  /** Nothing moves any more, or all looks different. */
  clear() {
    this.#sprites.clear();
  }

  /** Puts an entry where it is now; false where it is none that can be kept. */
  put(ctx: CanvasRenderingContext2D, entry: Entry, by: Point, camera: Camera, ratio: number, how: Painting) {
    const scale = camera.zoom * ratio;
    const { extent, item } = entry;
    if (item.layer === "zone" || Math.max(extent.w, extent.h) * scale > MOST) return false;
    let sprite = this.#sprites.get(entry.key);
    if (!sprite || sprite.scale !== scale || !looksLike(sprite.item, item)) {
      const canvas = this.#painted(entry, scale, how);
      if (!canvas) return false;
      this.#sprites.set(entry.key, (sprite = { canvas, item, scale }));
    }
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    const at = (from: number, edge: number) => Math.round((from - edge) * scale);
    ctx.drawImage(sprite.canvas, at(extent.x + by.x, camera.x), at(extent.y + by.y, camera.y));
    return true;
  }

  #painted(entry: Entry, scale: number, how: Painting): HTMLCanvasElement | null {
    const { extent, item } = entry;
    const canvas = document.createElement("canvas");
    canvas.width = Math.ceil(extent.w * scale);
    canvas.height = Math.ceil(extent.h * scale);
    const ctx = canvas.getContext("2d", { willReadFrequently: this.willReadFrequently });
    if (!ctx) return null;
    prepareText(ctx);
    ctx.setTransform(scale, 0, 0, scale, -extent.x * scale, -extent.y * scale);
    paintItem(ctx, item, how.brushOf(entry));
    return canvas;
  }
}

/** Whether one is the other in another place; what is dressed anew is another. */
function looksLike(a: Item, b: Item): boolean {
  if (a === b) return true;
  const { rect: p, shapes: s } = a;
  const { rect: q, shapes: t } = b;
  return p.w === q.w && p.h === q.h && s.length === t.length && a.name === b.name;
}
