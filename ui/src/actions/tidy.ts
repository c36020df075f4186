import { doc } from "../document.svelte";
import type { Manner } from "../generated/Manner";
import { view } from "../view.svelte";
import type { Action } from "./action";
import { canEdit, selected } from "./when";
import { words } from "../words";

/** What is kept of the arrangement by a gentle tidy, 0 to 1. */
const GENTLE = 0.6;

const isPart = () => selected("actor").length > 1;

async function run(manner: Manner, keep: number) {
  const isWhole = !isPart();
  const changed = await doc.tidy({ items: isWhole ? [] : selected("actor"), manner, keep });
  if (changed && isWhole && changed.diff.changes.length > 0) view.ask({ ask: "fit" });
}

function action(
  id: string,
  how: keyof typeof words.actions.tidy,
  keys: readonly string[],
  manner: Manner,
  keep: number,
): Action {
  return {
    id,
    name: words.actions.tidy[how].all,
    group: "Arrange",
    keys,
    title: () => (isPart() ? words.actions.tidy[how].selected : words.actions.tidy[how].map),
    possible: () => canEdit() && doc.records.actor.size > 0,
    run: () => run(manner, keep),
  };
}

export const tidy: readonly Action[] = [
  action("tidy", "best", ["Mod+Shift+L"], "best", 0),
  action("tidy_way", "way", [], "way", 0),
  action("tidy_free", "free", [], "free", 0),
  action("tidy_gently", "gently", [], "best", GENTLE),
];
