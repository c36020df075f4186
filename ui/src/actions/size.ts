import { TEXT_SIZES, view } from "../view.svelte";
import type { Action } from "./action";
import { words } from "../words";

const at = () => TEXT_SIZES.indexOf(view.textSize);

function action(id: string, name: string, keys: string[], by: number): Action {
  return {
    id,
    name,
    group: "View",
    keys,
    inText: true,
    possible: () => TEXT_SIZES[at() + by] !== undefined,
    run: () => void (view.textSize = TEXT_SIZES[at() + by] ?? view.textSize),
  };
}

/** How large everything in the window is. */
export const sizes: readonly Action[] = [
  {
    id: "large",
    name: words.actions.sizes.large,
    group: "View",
    keys: ["F8"],
    inText: true,
    possible: () => true,
    on: () => view.large,
    run: () => void (view.large = !view.large),
  },
  action("text_larger", words.actions.sizes.larger, ["Mod+>"], 1),
  action("text_smaller", words.actions.sizes.smaller, ["Mod+<"], -1),
  {
    id: "text_normal",
    name: words.actions.sizes.normal,
    group: "View",
    keys: [],
    possible: () => view.textSize !== 1,
    run: () => void (view.textSize = 1),
  },
];
