import { view, type Ask } from "../view.svelte";
import type { Action } from "./action";
import { onMap, selected } from "./when";
import { words } from "../words";

function action(id: string, name: string, keys: string[], ask: Ask, possible: () => boolean = onMap): Action {
  return { id, name, group: "View", keys, possible, run: () => view.ask(ask) };
}

/** What the camera does. */
export const zoom: readonly Action[] = [
  action("fit", words.actions.zoom.fit, ["F"], { ask: "fit" }),
  action(
    "fit_selection",
    words.actions.zoom.selection,
    ["Shift+F"],
    { ask: "fit_selection" },
    () => onMap() && selected().length > 0,
  ),
  action("zoom_in", words.actions.zoom.in, ["+", "Mod+=", "Mod++"], { ask: "zoom", by: 1.25 }),
  action("zoom_out", words.actions.zoom.out, ["-", "Mod+-"], { ask: "zoom", by: 0.8 }),
  action("zoom_100", words.actions.zoom.full, ["Mod+0"], { ask: "zoom_to", zoom: 1 }),
];
