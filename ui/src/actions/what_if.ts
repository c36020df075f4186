import { doc } from "../document.svelte";
import type { RecordId } from "../generated/RecordId";
import { view } from "../view.svelte";
import { words } from "../words";
import type { Action } from "./action";
import { canEdit, onMap, selected } from "./when";

/** Switches something off in the scenario that is looked at, or in a new one. */
export async function stop(targets: readonly RecordId[], name = "") {
  if (view.scenario === null || !doc.records.scenario.has(view.scenario)) {
    const before = new Set(doc.records.scenario.keys());
    await doc.edit({ command: "AddScenario", name, patches: [] });
    view.scenario = [...doc.records.scenario.keys()].find((id) => !before.has(id)) ?? null;
  }
  const { scenario } = view;
  if (scenario === null) return;
  for (const target of targets)
    await doc.edit({ command: "PatchScenario", scenario, patch: { patch: "remove", target, reroute: 0 } });
  view.ghosted = true;
  view.panel = "whatif";
}

/** What is selected, switched off. */
export const whatIf: Action = {
  id: "what_if",
  name: words.actions.whatIf,
  group: "Tools",
  keys: ["Shift+W"],
  onCanvas: true,
  possible: () => canEdit() && selected("actor", "flow").length > 0,
  run: () => stop(selected("actor", "flow"), nameOf(selected("actor"))),
};

/** Shows the scenario that is looked at on the map, or the map as it is. */
export const ghost: Action = {
  id: "ghost",
  name: words.whatif.show,
  group: "View",
  keys: ["G"],
  possible: () => onMap() && view.scenario !== null,
  on: () => view.ghosted,
  run: () => void (view.ghosted = !view.ghosted),
};

/** "Without Acme"; what the core gives it where that is taken, or several are asked about. */
function nameOf(actors: readonly RecordId[]): string {
  const [only, ...others] = actors;
  const actor = only?.table === "actor" && others.length === 0 ? doc.records.actor.get(only.id) : undefined;
  const name = actor ? words.whatif.without(actor.name) : "";
  return [...doc.records.scenario.values()].some((each) => each.name === name) ? "" : name;
}
