import { doc } from "../document.svelte";
import { view } from "../view.svelte";
import { words } from "../words";
import type { Action } from "./action";

export const exportAgain: Action = {
  id: "export_again",
  name: "Export again",
  group: "File",
  keys: ["Mod+E"],
  title: () => (doc.lastExport ? `Export again as ${doc.lastExport.format.toUpperCase()}` : "Export again"),
  possible: () => doc.isOpen && doc.info !== null,
  async run() {
    if (!doc.info) return;
    const name = await doc.exportAgain(doc.info.page);
    if (name !== null) view.toast({ tone: "info", message: words.page.exported(name), hint: "" });
  },
};
