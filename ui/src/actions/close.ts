import { doc } from "../document.svelte";
import type { Action } from "./action";
import { words } from "../words";

export const close: Action = {
  id: "close",
  name: words.actions.close,
  group: "File",
  keys: ["Mod+W"],
  inText: true,
  possible: () => doc.isOpen,
  run: () => doc.close(),
};
