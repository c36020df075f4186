import { doc } from "../document.svelte";
import type { Action } from "./action";

export const openMap: Action = {
  id: "open_map",
  name: "Open…",
  group: "File",
  keys: ["Mod+O"],
  inText: true,
  possible: () => true,
  run: () => doc.openDocument(),
};
