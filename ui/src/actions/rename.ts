import { view } from "../view.svelte";
import type { Action } from "./action";
import { canEdit, selected } from "./when";
import { words } from "../words";

export const rename: Action = {
  id: "rename",
  name: words.actions.rename,
  title: () => {
    const [item] = selected();
    return item
      ? words.actions.renameOf[item.table === "flow" || item.table === "note" ? item.table : "other"]
      : words.actions.rename;
  },
  group: "Edit",
  keys: ["F2", "Enter"],
  onCanvas: true,
  possible: () => canEdit() && selected().length === 1,
  run() {
    const [item] = selected();
    if (item) view.ask({ ask: "rename", item });
  },
};
