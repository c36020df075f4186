import { doc } from "../document.svelte";
import { view } from "../view.svelte";
import { words } from "../words";
import type { Action } from "./action";

export const exportAgain: Action = {
  id: "export_again",
  name: words.actions.exportAgain,
  group: "File",
  keys: ["Mod+E"],
  title: () =>
    doc.lastExport
      ? words.actions.exportAgainAs(doc.lastExport.format.toUpperCase())
      : words.actions.exportAgain,
  possible: () => doc.isOpen && doc.info !== null,
  async run() {
    if (!doc.info) return;
    const name = await doc.exportAgain(doc.info.page);
    if (name !== null) view.toast({ tone: "info", message: words.page.exported(name), hint: "" });
  },
};
