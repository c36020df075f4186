// The layouts of a page, and its parts in their order.
import type { PageLayout } from "../../generated/PageLayout";
import type { PagePart } from "../../generated/PagePart";

export const PAGE_LAYOUTS: readonly PageLayout[] = ["panel", "map only", "kinds"];

const USUAL: readonly PagePart[] = ["top", "findings", "moves", "agreements", "legend"];

/** Every part: those put in order first, the others after them; the legend, which has its own place, last. */
export function inOrder(order: readonly PagePart[]): PagePart[] {
  const listed: readonly PagePart[] = order.filter((part) => part !== "legend");
  return [...listed, ...USUAL.filter((part) => !listed.includes(part))];
}

/** The same parts with one of them a place earlier. */
export function movedUp(parts: readonly PagePart[], part: PagePart): PagePart[] {
  const at = parts.indexOf(part);
  const before = parts[at - 1];
  if (before === undefined) return [...parts];
  return [...parts.slice(0, at - 1), part, before, ...parts.slice(at + 1)];
}
