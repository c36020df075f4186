// The layouts of a page, and its parts in their order.
import type { PageLayout } from "../../generated/PageLayout";
import type { PagePart } from "../../generated/PagePart";
import type { PageSettings } from "../../generated/PageSettings";

export const PAGE_LAYOUTS: readonly PageLayout[] = ["panel", "map only", "kinds", "what if"];

const USUAL: readonly PagePart[] = ["top", "findings", "moves", "agreements", "legend"];

/** Every part: those put in order first, the others after them; the legend, which has its own place, last. */
export function inOrder(order: readonly PagePart[]): PagePart[] {
  const listed: readonly PagePart[] = order.filter((part) => part !== "legend");
  return [...listed, ...USUAL.filter((part) => !listed.includes(part))];
}

/** A line of the list of parts: a part, or where those that are left out begin. */
export type Line = PagePart | "out";

/** The parts on the page, the line between, the parts left out. */
export function linesOf(page: PageSettings): Line[] {
  const parts = inOrder(page.order);
  return [...parts.filter((part) => page[part]), "out", ...parts.filter((part) => !page[part])];
}

/** The lines with a part at another place. */
export function movedTo(lines: readonly Line[], part: PagePart, to: number): Line[] {
  const others = lines.filter((line) => line !== part);
  return [...others.slice(0, to), part, ...others.slice(to)];
}

/** What of the page's settings the lines say. */
export function saidBy(lines: readonly Line[]): Pick<PageSettings, PagePart | "order"> {
  const out = lines.indexOf("out");
  const isOn = (part: PagePart) => lines.indexOf(part) < out;
  return {
    order: lines.filter((line): line is PagePart => line !== "out" && line !== "legend"),
    top: isOn("top"),
    findings: isOn("findings"),
    moves: isOn("moves"),
    agreements: isOn("agreements"),
    legend: isOn("legend"),
  };
}
