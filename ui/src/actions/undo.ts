import { doc } from "../document.svelte";
import type { Action } from "./action";
import { canGoBack } from "./when";
import { words } from "../words";

export const undo: Action = {
  id: "undo",
  name: words.actions.undo,
  group: "Edit",
  keys: ["Mod+Z"],
  title: () => (doc.undoLabel ? words.actions.undoWhat(doc.undoLabel) : words.actions.undo),
  possible: () => canGoBack() && doc.undoLabel !== null,
  run: () => doc.undo(),
};
