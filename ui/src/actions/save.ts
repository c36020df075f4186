import { doc } from "../document.svelte";
import { view } from "../view.svelte";
import type { Action } from "./action";
import { words } from "../words";

/** For hands that press Ctrl-S: says that there is nothing to do, or tries again what failed. */
export const save: Action = {
  id: "save",
  name: words.actions.save,
  group: "File",
  keys: ["Mod+S"],
  inText: true,
  possible: () => doc.isOpen,
  async run() {
    if (doc.saved === "failed") await doc.retrySave();
    else view.toast({ tone: "info", message: words.actions.savedAsYouDraw, hint: "" });
  },
};
