import { doc } from "../document.svelte";
import { guide as guided } from "../guide.svelte";
import type { Action } from "./action";
import { words } from "../words";

export const guide: Action = {
  id: "guide",
  name: words.actions.guide,
  group: "Help",
  keys: [],
  possible: () => true,
  async run() {
    if (await doc.newDocument()) guided.begin();
  },
};
