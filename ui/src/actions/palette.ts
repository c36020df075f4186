import { view } from "../view.svelte";
import type { Action } from "./action";
import { words } from "../words";

export const palette: Action = {
  id: "palette",
  name: words.actions.palette,
  group: "Help",
  keys: ["Mod+K"],
  inText: true,
  possible: () => true,
  run: () => void (view.overlay = "palette"),
};
