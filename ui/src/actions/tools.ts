import { view, type Tool } from "../view.svelte";
import type { Action } from "./action";
import { canEdit, onMap } from "./when";
import { words } from "../words";

function action(tool: Tool, name: string, key: string, possible: () => boolean): Action {
  return {
    id: `tool_${tool}`,
    name,
    group: "Tools",
    keys: [key],
    possible,
    on: () => view.tool === tool,
    run: () => void (view.tool = tool),
  };
}

/** What the pointer does. */
export const tools: readonly Action[] = [
  action("select", words.actions.tools.select, "V", onMap),
  action("actor", words.actions.tools.actor, "Shift+A", canEdit),
  action("flow", words.actions.tools.flow, "L", canEdit),
  action("zone", words.actions.tools.zone, "Z", canEdit),
  action("note", words.actions.tools.note, "N", canEdit),
  action("hand", words.actions.tools.hand, "H", onMap),
];
