import { doc } from "../document.svelte";
import type { Action } from "./action";
import { canGoBack } from "./when";

export const redo: Action = {
  id: "redo",
  name: "Redo",
  group: "Edit",
  keys: ["Mod+Shift+Z", "Mod+Y"],
  title: () => (doc.redoLabel ? `Redo ${doc.redoLabel}` : "Redo"),
  possible: () => canGoBack() && doc.redoLabel !== null,
  run: () => doc.redo(),
};
