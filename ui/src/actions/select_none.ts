import { KINDS } from "../records";
import { view } from "../view.svelte";
import { words } from "../words";
import type { Action } from "./action";
import { onMap } from "./when";

/** What Escape takes back, one at a time, the last that was done by hand first. */
const BACK: readonly { readonly name: string; possible(): boolean; run(): void }[] = [
  {
    name: words.back.views,
    possible: () => view.viewsOpen,
    run: () => void (view.viewsOpen = false),
  },
  {
    name: words.back.selection,
    possible: () => view.selection.length > 0 || view.tool !== "select",
    run() {
      view.tool = "select";
      view.select([]);
    },
  },
  {
    name: words.back.scenario,
    possible: () => view.scenario !== null,
    run: () => void (view.scenario = null),
  },
  {
    name: words.back.focus,
    possible: () => view.focus !== null,
    run: () => void (view.focus = null),
  },
  {
    name: words.back.kinds,
    possible: () => view.kinds.size === 1 && KINDS.length > 1,
    run: () => view.showAllKinds(),
  },
  {
    name: words.back.lens,
    possible: () => view.lens !== null,
    run: () => void (view.lens = null),
  },
];

const next = () => BACK.find((step) => step.possible());

export const selectNone: Action = {
  id: "select_none",
  name: words.back.selection,
  group: "Edit",
  keys: ["Escape"],
  title: () => next()?.name ?? words.back.selection,
  possible: () => onMap() && next() !== undefined,
  run: () => next()?.run(),
};
