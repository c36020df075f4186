import { view } from "../view.svelte";
import type { Action } from "./action";
import { onMap } from "./when";

type Panel = NonNullable<typeof view.panel>;

function action(panel: Panel, name: string, key: string): Action {
  return {
    id: `panel_${panel}`,
    name,
    group: "View",
    keys: [key],
    possible: onMap,
    on: () => view.panel === panel,
    run: () => void (view.panel = view.panel === panel ? null : panel),
  };
}

/** The side panel's faces; again folds it away. */
export const panels: readonly Action[] = [
  action("selection", "Inspector", "Mod+I"),
  action("says", "What the map says", "Mod+J"),
  action("outline", "Outline", "Mod+Shift+O"),
  action("workshop", "Workshop: time, prompts, parking lot", "W"),
  action("registers", "Agreements, moves and deals", "Mod+Shift+R"),
  action("whatif", "What if", "Mod+Shift+I"),
];
