import { view } from "../view.svelte";
import type { Action } from "./action";
import { words } from "../words";

export const help: Action = {
  id: "help",
  name: words.actions.help,
  group: "Help",
  keys: ["?", "F1"],
  possible: () => true,
  run: () => void (view.overlay = "help"),
};
