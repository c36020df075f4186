import { view } from "../view.svelte";
import type { Action } from "./action";
import { onMap } from "./when";
import { words } from "../words";

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
  action("selection", words.actions.panels.selection, "Mod+I"),
  action("says", words.actions.panels.says, "Mod+J"),
  action("outline", words.actions.panels.outline, "Mod+Shift+O"),
  action("workshop", words.actions.panels.workshop, "W"),
  action("registers", words.actions.panels.registers, "Mod+Shift+R"),
  action("whatif", words.actions.panels.whatif, "Mod+Shift+I"),
];
