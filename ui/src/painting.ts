// Painting a sheet: the one bridge from the panels to the canvas's painter.
import { inksOf } from "./canvas/inks";
import { paintItem } from "./canvas/paint";
import { prepareText, WidthGuard } from "./canvas/text";
import type { Assets } from "./generated/Assets";
import type { Sheet } from "./generated/Sheet";

/** Where the sheet stands in the canvas: its corner in pixels, and pixels for one point. */
export interface Placing {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

const guard = new WidthGuard();
let icons: ReadonlyMap<string, Path2D> = new Map();
let iconsOf: Assets | null = null;

/** Paints a sheet as it will print. */
export function paintSheet(ctx: CanvasRenderingContext2D, sheet: Sheet, assets: Assets, placing: Placing) {
  if (iconsOf !== assets) {
    icons = new Map(assets.icons.map(([name, path]) => [name, new Path2D(path)]));
    iconsOf = assets;
  }
  const inks = inksOf(assets, sheet.grey ? "grey" : "print");
  const brush = { inks, detail: "full", guard, icons, pixel: 1 / placing.scale, bold: 1 } as const;
  ctx.save();
  ctx.setTransform(placing.scale, 0, 0, placing.scale, placing.x, placing.y);
  ctx.fillStyle = inks.paper;
  ctx.fillRect(0, 0, sheet.width, sheet.height);
  prepareText(ctx);
  for (const item of sheet.items) paintItem(ctx, item, brush);
  ctx.restore();
}

/** Settles when the fonts that sheets are set in are there. */
export async function fontsReady(): Promise<void> {
  await Promise.all([document.fonts.load('400 12px "Inter"'), document.fonts.load('600 12px "Inter"')]);
}
