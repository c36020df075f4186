// Sizes of the page: on the screen, and of the PNG.
import type { PageSettings } from "../../generated/PageSettings";
import type { PageSize } from "../../generated/PageSize";

export const PAGE_SIZES: readonly PageSize[] = ["a4", "a3", "letter", "tabloid", "16:9", "4:3"];

/** Slides have no orientation. */
export const isSlide = (size: PageSize): boolean => size === "16:9" || size === "4:3";

/** Widths to choose from: screen sizes for slides, 150 and 300 dots an inch for paper. */
export function pngWidths(page: PageSettings, widthPt: number): number[] {
  return isSlide(page.size)
    ? page.size === "16:9"
      ? [1920, 3840]
      : [1600, 3200]
    : [150, 300, 600].map((dpi) => Math.round((widthPt / 72) * dpi));
}

/** The scale at which a sheet just fits, with a margin around it. */
export function fitScale(
  sheet: { width: number; height: number },
  room: { width: number; height: number },
  margin: number,
) {
  const scale = Math.min((room.width - 2 * margin) / sheet.width, (room.height - 2 * margin) / sheet.height);
  return Math.max(scale, 0.05);
}
