import { doc } from "../document.svelte";
import type { Action } from "./action";
import { words } from "../words";

export const openMap: Action = {
  id: "open_map",
  name: words.actions.openMap,
  group: "File",
  keys: ["Mod+O"],
  inText: true,
  possible: () => true,
  run: () => doc.openDocument(),
};
