import { view } from "../view.svelte";
import type { Action } from "./action";

export const help: Action = {
  id: "help",
  name: "Keys and notation",
  group: "Help",
  keys: ["?"],
  possible: () => true,
  run: () => void (view.overlay = "help"),
};
