import { doc } from "../document.svelte";
import type { Action } from "./action";

export const newMap: Action = {
  id: "new_map",
  name: "New map",
  group: "File",
  keys: ["Mod+N"],
  inText: true,
  possible: () => true,
  run: () => doc.newDocument(),
};
