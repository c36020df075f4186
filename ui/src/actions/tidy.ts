import { doc } from "../document.svelte";
import type { Manner } from "../generated/Manner";
import { view } from "../view.svelte";
import type { Action } from "./action";
import { canEdit, selected } from "./when";

/** What is kept of the arrangement by a gentle tidy, 0 to 1. */
const GENTLE = 0.6;

const isPart = () => selected("actor").length > 1;

async function run(manner: Manner, keep: number) {
  const isWhole = !isPart();
  const changed = await doc.tidy({ items: isWhole ? [] : selected("actor"), manner, keep });
  if (changed && isWhole && changed.diff.changes.length > 0) view.ask({ ask: "fit" });
}

function action(id: string, how: string, keys: readonly string[], manner: Manner, keep: number): Action {
  return {
    id,
    name: `Tidy${how}`,
    group: "Arrange",
    keys,
    title: () => `Tidy ${isPart() ? "what is selected" : "the map"}${how}`,
    possible: () => canEdit() && doc.records.actor.size > 0,
    run: () => run(manner, keep),
  };
}

export const tidy: readonly Action[] = [
  action("tidy", "", ["Mod+Shift+L"], "best", 0),
  action("tidy_way", " from demand to supply", [], "way", 0),
  action("tidy_free", " by who is close to whom", [], "free", 0),
  action("tidy_gently", ", keeping my arrangement", [], "best", GENTLE),
];
