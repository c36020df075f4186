import { doc } from "../document.svelte";
import { guide as guided } from "../guide.svelte";
import type { Action } from "./action";

export const guide: Action = {
  id: "guide",
  name: "A first map in three minutes",
  group: "Help",
  keys: [],
  possible: () => true,
  async run() {
    if (await doc.newDocument()) guided.begin();
  },
};
