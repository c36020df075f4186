import { view } from "../view.svelte";
import { recallView, savedViews } from "../views";
import { words } from "../words";
import type { Action } from "./action";
import { canEdit, onMap } from "./when";

/** Views that have a key of their own. */
const KEYED = [1, 2, 3, 4, 5, 6];

const recall: readonly Action[] = KEYED.map((n) => ({
  id: `view_${n}`,
  name: words.views.recallNth(n),
  group: "View",
  keys: [`Mod+${n}`],
  title: () => {
    const kept = savedViews()[n - 1];
    return kept ? words.views.recall(kept.name) : words.views.recallNth(n);
  },
  possible: () => onMap() && savedViews().length >= n,
  run() {
    const kept = savedViews()[n - 1];
    if (kept) recallView(kept);
  },
}));

const keep: Action = {
  id: "view_keep",
  name: words.views.keepAction,
  group: "View",
  keys: ["Mod+B"],
  possible: canEdit,
  run: () => void (view.viewsOpen = true),
};

const list: Action = {
  id: "views",
  name: words.views.listAction,
  group: "View",
  keys: [],
  possible: onMap,
  on: () => view.viewsOpen,
  run: () => void (view.viewsOpen = !view.viewsOpen),
};

/** Ways of looking that are kept with the map. */
export const views: readonly Action[] = [keep, list, ...recall];
