import { doc } from "../document.svelte";
import { view } from "../view.svelte";
import type { Action } from "./action";

export const newWorkshop: Action = {
  id: "new_workshop",
  name: "New map with the nine questions",
  group: "File",
  keys: ["Mod+Shift+N"],
  possible: () => true,
  async run() {
    if (await doc.newDocument()) view.panel = "workshop";
  },
};
