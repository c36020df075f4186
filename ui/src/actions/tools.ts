import { view, type Tool } from "../view.svelte";
import type { Action } from "./action";
import { canEdit, onMap } from "./when";

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
  action("select", "Select and move", "V", onMap),
  action("actor", "Place actors", "Shift+A", canEdit),
  action("flow", "Draw flows", "L", canEdit),
  action("zone", "Draw zones", "Z", canEdit),
  action("note", "Place notes", "N", canEdit),
  action("hand", "Move the sheet", "H", onMap),
];
