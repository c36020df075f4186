// How a kind is drawn before the core has drawn it: while a new flow still hangs on the pointer. The same
// marks as in the core's `scene/mark.rs`, middle width.
import type { Kind } from "../generated/Kind";

export interface KindStroke {
  readonly width: number;
  readonly dash: readonly number[];
  readonly round?: boolean;
  readonly double?: boolean;
  readonly head: "triangle" | "diamond" | "circle" | "chevron";
  /** Length and half width of the head. */
  readonly size: readonly [number, number];
}

export const KIND_STROKES: Readonly<Record<Kind, KindStroke>> = {
  money: { width: 3.2, dash: [], head: "triangle", size: [11.5, 6.5] },
  data: { width: 2, dash: [11, 4.5], head: "triangle", size: [11.5, 4] },
  decision: { width: 2, dash: [8, 3.5, 2.2, 3.5], head: "diamond", size: [11.4, 4.4] },
  trust: { width: 2.8, dash: [0.01, 5.9], round: true, head: "circle", size: [8.3, 4.1] },
  attention: { width: 2, dash: [3.6, 3.4], head: "chevron", size: [8, 5] },
  product: { width: 4.1, dash: [], double: true, head: "triangle", size: [11.3, 5.9] },
};

/** A head with its tip at the origin, pointing to the right. */
export function headPath(ctx: CanvasRenderingContext2D, { head, size: [length, half] }: KindStroke) {
  ctx.beginPath();
  switch (head) {
    case "triangle":
      ctx.moveTo(0, 0);
      ctx.lineTo(-length, half);
      ctx.lineTo(-length, -half);
      ctx.closePath();
      return;
    case "diamond":
      ctx.moveTo(0, 0);
      ctx.lineTo(-length / 2, half);
      ctx.lineTo(-length, 0);
      ctx.lineTo(-length / 2, -half);
      ctx.closePath();
      return;
    case "circle":
      ctx.arc(-length / 2, 0, length / 2 - 1, 0, 2 * Math.PI);
      return;
    case "chevron":
      ctx.moveTo(-length, half);
      ctx.lineTo(-1, 0);
      ctx.lineTo(-length, -half);
  }
}
