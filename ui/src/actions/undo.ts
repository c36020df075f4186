import { doc } from "../document.svelte";
import type { Action } from "./action";
import { canGoBack } from "./when";

export const undo: Action = {
  id: "undo",
  name: "Undo",
  group: "Edit",
  keys: ["Mod+Z"],
  title: () => (doc.undoLabel ? `Undo ${doc.undoLabel}` : "Undo"),
  possible: () => canGoBack() && doc.undoLabel !== null,
  run: () => doc.undo(),
};
