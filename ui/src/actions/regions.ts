import { view } from "../view.svelte";
import type { Action } from "./action";
import { onMap } from "./when";
import { words } from "../words";

/** The parts of the window with keys of their own, in the order one goes through them. */
const OF_MAP = ["main [data-canvas]", "main textarea", "aside", "header"];
const OF_PAGE = ["header", "main [tabindex]", "aside", "[data-export]"].map((part) => `[data-page] ${part}`);

/** Moves the keys to the part after or before the one that has them. */
function go(by: 1 | -1) {
  const regions = view.face === "page" ? OF_PAGE : OF_MAP;
  const parts = regions.flatMap((region) => document.querySelector<HTMLElement>(region) ?? []);
  // Of a part in another the inner one.
  const now = parts.findLastIndex((part) => part.contains(document.activeElement));
  const next = parts.at((Math.max(now, by === 1 ? -1 : 0) + by) % parts.length);
  firstOf(next)?.focus();
}

/** What of a part has the keys first: itself, the panel that is open, else the first button. */
function firstOf(part: HTMLElement | undefined) {
  if (part?.matches("[tabindex], textarea")) return part;
  const first = (what: string) => part?.querySelector<HTMLElement>(what);
  return first('[aria-selected="true"]') ?? first("button:not(:disabled)");
}

const possible = () => onMap() || view.face === "page";

/** From the map to the speed lane, the panel and the bar, and back; the same on the page. */
export const regions: readonly Action[] = [
  {
    id: "next_region",
    name: words.actions.nextRegion,
    group: "View",
    keys: ["F6"],
    possible,
    run: () => go(1),
  },
  {
    id: "previous_region",
    name: words.actions.previousRegion,
    group: "View",
    keys: ["Shift+F6"],
    possible,
    run: () => go(-1),
  },
];
