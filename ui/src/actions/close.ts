import { doc } from "../document.svelte";
import type { Action } from "./action";

export const close: Action = {
  id: "close",
  name: "Close the map",
  group: "File",
  keys: ["Mod+W"],
  inText: true,
  possible: () => doc.isOpen,
  run: () => doc.close(),
};
