import { doc } from "../document.svelte";
import { view } from "../view.svelte";
import type { Action } from "./action";
import { words } from "../words";

export const newWorkshop: Action = {
  id: "new_workshop",
  name: words.actions.newWorkshop,
  group: "File",
  keys: ["Mod+Shift+N"],
  possible: () => true,
  async run() {
    if (await doc.newDocument()) view.panel = "workshop";
  },
};
