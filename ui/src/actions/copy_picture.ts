import { doc } from "../document.svelte";
import { view } from "../view.svelte";
import { words } from "../words";
import type { Action } from "./action";
import { onMap, selected } from "./when";

function action(format: "png" | "svg", keys: readonly string[]): Action {
  return {
    id: `copy_picture_${format}`,
    name: words.actions.copyPicture[format],
    group: "Edit",
    keys,
    possible: () => onMap() && selected().length > 0,
    async run() {
      if (await doc.copyPicture({ format, items: selected(), kinds: [...view.kinds] })) {
        view.toast({ tone: "info", message: words.actions.pictureCopied[format], hint: "" });
      }
    },
  };
}

/** What is selected, as it is drawn, for another program. */
export const copyPicture: readonly Action[] = [action("png", ["Mod+Shift+C"]), action("svg", [])];
