import type { Action } from "./action";
import { onMap } from "./when";
import { words } from "../words";

/** The parts of the window with keys of their own, in the order one goes through them. */
const REGIONS = ["main [data-canvas]", "main textarea", "aside", "header"];
/** What of a part has the keys first: the panel that is open, else the first button. */
const FIRST = '[aria-selected="true"], button:not(:disabled)';

/** Moves the keys to the part after or before the one that has them. */
function go(by: 1 | -1) {
  const parts = REGIONS.flatMap((region) => document.querySelector<HTMLElement>(region) ?? []);
  const now = parts.findIndex((part) => part.contains(document.activeElement));
  const next = parts.at((Math.max(now, by === 1 ? -1 : 0) + by) % parts.length);
  (next?.matches("[tabindex], textarea") ? next : next?.querySelector<HTMLElement>(FIRST))?.focus();
}

/** From the map to the speed lane, the panel and the bar, and back. */
export const regions: readonly Action[] = [
  {
    id: "next_region",
    name: words.actions.nextRegion,
    group: "View",
    keys: ["F6"],
    inText: true,
    possible: onMap,
    run: () => go(1),
  },
  {
    id: "previous_region",
    name: words.actions.previousRegion,
    group: "View",
    keys: ["Shift+F6"],
    inText: true,
    possible: onMap,
    run: () => go(-1),
  },
];
