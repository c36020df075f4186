import { doc } from "../document.svelte";
import type { Action } from "./action";
import { words } from "../words";

export const newMap: Action = {
  id: "new_map",
  name: words.actions.newMap,
  group: "File",
  keys: ["Mod+N"],
  inText: true,
  possible: () => true,
  run: () => doc.newDocument(),
};
