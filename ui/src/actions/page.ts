import { doc } from "../document.svelte";
import { view } from "../view.svelte";
import type { Action } from "./action";
import { words } from "../words";

export const page: Action = {
  id: "page",
  name: words.actions.page,
  group: "File",
  keys: ["Mod+P"],
  inText: true,
  possible: () => doc.isOpen,
  on: () => view.face === "page",
  run: () => void (view.face = view.face === "page" ? "map" : "page"),
};
