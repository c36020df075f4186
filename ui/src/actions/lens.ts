import type { Lens } from "../generated/Lens";
import { view } from "../view.svelte";
import { words } from "../words";
import type { Action } from "./action";
import { onMap } from "./when";

/** What the map can be coloured by: numbers, then groups. */
export const METRICS: readonly Lens[] = [
  "money kept",
  "dependence",
  "influence",
  "give and get",
  "trust in us",
  "days to us",
  "reputation",
];
export const GROUPS: readonly Lens[] = ["role", "zone", "stage", "evidence"];

/** Numbers by their place in the list; roles and the others where no sign of another keyboard is in the way. */
const KEYS: Partial<Record<Lens, string>> = {
  evidence: "E",
  stage: "Shift+S",
  role: "Shift+R",
  zone: "Shift+Z",
};

const action = (lens: Lens): Action => ({
  id: `lens_${lens.replaceAll(" ", "_")}`,
  name: words.lens.action(words.lens.names[lens]),
  group: "View",
  keys: [KEYS[lens] ?? `Shift+${METRICS.indexOf(lens) + 1}`],
  possible: onMap,
  on: () => view.lens === lens,
  run: () => void (view.lens = view.lens === lens ? null : lens),
});

const off: Action = {
  id: "lens_off",
  name: words.lens.off,
  group: "View",
  keys: ["Shift+0"],
  possible: () => onMap() && view.lens !== null,
  run: () => void (view.lens = null),
};

/** What the map is coloured by; again shows it as it is. */
export const lenses: readonly Action[] = [...METRICS.map(action), ...GROUPS.map(action), off];
