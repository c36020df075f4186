import { KINDS } from "../records";
import { view } from "../view.svelte";
import type { Action } from "./action";
import { onMap } from "./when";
import { words } from "../words";

const shown: readonly Action[] = KINDS.map((kind) => ({
  id: `show_${kind}`,
  name: words.actions.show[kind],
  group: "View",
  keys: [],
  possible: onMap,
  on: () => view.kinds.has(kind),
  run: () => view.toggleKind(kind),
}));

const alone: readonly Action[] = KINDS.map((kind, index) => ({
  id: `solo_${kind}`,
  name: words.actions.alone[kind],
  group: "View",
  keys: [`Alt+${index + 1}`],
  possible: onMap,
  on: () => view.kinds.size === 1 && view.kinds.has(kind),
  run: () => view.soloKind(kind),
}));

const all: Action = {
  id: "show_all",
  name: words.actions.showAll,
  group: "View",
  keys: ["Alt+0"],
  possible: () => onMap() && view.kinds.size < KINDS.length,
  run: () => view.showAllKinds(),
};

/** Kinds on and off, and each alone. */
export const kinds: readonly Action[] = [...shown, ...alone, all];
