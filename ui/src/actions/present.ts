import { doc } from "../document.svelte";
import { view } from "../view.svelte";
import type { Action } from "./action";
import { words } from "../words";

export const present: Action = {
  id: "present",
  name: words.actions.present,
  group: "View",
  keys: ["F5"],
  inText: true,
  possible: () => doc.isOpen && view.face === "map",
  run: () => void (view.face = "present"),
};
