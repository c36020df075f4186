import { view } from "../view.svelte";
import type { Action } from "./action";

export const palette: Action = {
  id: "palette",
  name: "All actions",
  group: "Help",
  keys: ["Mod+K"],
  inText: true,
  possible: () => true,
  run: () => void (view.overlay = "palette"),
};
