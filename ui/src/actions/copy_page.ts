import { doc } from "../document.svelte";
import { view } from "../view.svelte";
import { words } from "../words";
import type { Action } from "./action";
import { WIDTH } from "./export";

function action(format: "png" | "svg", name: string): Action {
  return {
    id: `copy_page_${format}`,
    name,
    group: "Edit",
    keys: [],
    possible: () => doc.isOpen && doc.info !== null,
    async run() {
      if (!doc.info) return;
      const page = doc.info.page;
      if (await doc.copyPage({ format, page, width_px: WIDTH, transparent: false })) {
        view.toast({ tone: "info", message: words.page.copied[format], hint: "" });
      }
    },
  };
}

export const copyPage: readonly Action[] = [
  action("png", words.actions.copyPage.png),
  action("svg", words.actions.copyPage.svg),
];
