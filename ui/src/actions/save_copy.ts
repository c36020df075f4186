import { doc } from "../document.svelte";
import { view } from "../view.svelte";
import type { Action } from "./action";
import { words } from "../words";

export const saveCopy: Action = {
  id: "save_copy",
  name: words.actions.saveCopy,
  group: "File",
  keys: ["Mod+Shift+S"],
  inText: true,
  possible: () => doc.isOpen,
  async run() {
    const name = await doc.saveCopy();
    if (name) view.toast({ tone: "info", message: words.actions.copyKept(name), hint: "" });
  },
};
