import type { Point } from "../../generated/Point";
import type { Rect } from "../../generated/Rect";
import type { ZoneId } from "../../generated/ZoneId";
import { doc } from "../../document.svelte";
import type { Gesture as Edits } from "../../gesture";
import { spanned } from "../geometry";
import { onGrid } from "../snapping";
import type { Gesture, Pointer, Stage } from "./gesture";

/** The least width and height of a zone, in units; less than that was a click. */
const LEAST = 48;
const USUAL = { w: 400, h: 280 };

const aligned = (p: Point): Point => ({ x: p.x + onGrid(p.x), y: p.y + onGrid(p.y) });

/** The region that a drag from one point to another means. */
export function drawn(from: Point, to: Point): Rect {
  const area = spanned(aligned(from), aligned(to));
  return area.w < LEAST || area.h < LEAST ? { ...aligned(from), ...USUAL } : area;
}

/** The region after pulling one of its handles to a point. */
export function pulled(area: Rect, dx: number, dy: number, to: Point): Rect {
  const p = aligned(to);
  const right = area.x + area.w;
  const bottom = area.y + area.h;
  const x = dx < 0 ? Math.min(p.x, right - LEAST) : area.x;
  const y = dy < 0 ? Math.min(p.y, bottom - LEAST) : area.y;
  const toX = dx > 0 ? Math.max(p.x, x + LEAST) : right;
  const toY = dy > 0 ? Math.max(p.y, y + LEAST) : bottom;
  return { x, y, w: toX - x, h: toY - y };
}

/** Draws a new zone. */
export class DrawZone implements Gesture {
  readonly cursor = "crosshair";
  readonly pansAtEdge = true;
  readonly showsGrid = true;

  constructor(
    private readonly stage: Stage,
    private readonly start: Pointer,
  ) {}

  update(at: Pointer) {
    this.stage.overlay.marquee = spanned(aligned(this.start.map), aligned(at.map));
  }

  end(at: Pointer) {
    this.cancel();
    this.stage.newZone(drawn(this.start.map, at.map));
  }

  cancel() {
    this.stage.overlay.marquee = null;
  }
}

/** Pulls a corner or side of a zone. */
export class ResizeZone implements Gesture {
  readonly pansAtEdge = true;
  readonly showsGrid = true;
  readonly cursor: string;
  readonly #area: Rect;
  readonly #edits: Edits;

  constructor(
    stage: Stage,
    private readonly zone: ZoneId,
    private readonly dx: number,
    private readonly dy: number,
  ) {
    this.cursor = resizeCursor(dx, dy);
    this.#area = stage.item(`zone:${zone}`)?.rect ?? { x: 0, y: 0, w: LEAST, h: LEAST };
    this.#edits = doc.gesture();
  }

  update(at: Pointer) {
    const area = pulled(this.#area, this.dx, this.dy, at.map);
    this.#edits.update({ command: "ResizeZone", zone: this.zone, area });
  }

  end() {
    return this.#edits.end();
  }

  cancel() {
    return this.#edits.cancel();
  }
}

/** The cursor over a zone's handle. */
export function resizeCursor(dx: number, dy: number): string {
  if (dx === 0) return "ns-resize";
  if (dy === 0) return "ew-resize";
  return dx === dy ? "nwse-resize" : "nesw-resize";
}
