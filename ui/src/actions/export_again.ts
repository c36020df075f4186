import { doc } from "../document.svelte";
import { words } from "../words";
import type { Action } from "./action";
import { sayWritten } from "./export";

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
    sayWritten(name, doc.lastExport?.format ?? "pdf");
  },
};
