import { doc } from "../document.svelte";
import type { Action } from "./action";
import { canGoBack } from "./when";
import { words } from "../words";

export const redo: Action = {
  id: "redo",
  name: words.actions.redo,
  group: "Edit",
  keys: ["Mod+Shift+Z", "Mod+Y"],
  title: () => (doc.redoLabel ? words.actions.redoWhat(doc.redoLabel) : words.actions.redo),
  possible: () => canGoBack() && doc.redoLabel !== null,
  run: () => doc.redo(),
};
