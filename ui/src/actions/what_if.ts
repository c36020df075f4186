import { doc } from "../document.svelte";
import { view } from "../view.svelte";
import type { Action } from "./action";
import { canEdit, selected } from "./when";

/** Switches what is selected off in the scenario that is looked at, or in a new one. */
export const whatIf: Action = {
  id: "what_if",
  name: "What if this stopped?",
  group: "Tools",
  keys: ["Shift+W"],
  onCanvas: true,
  possible: () => canEdit() && selected("actor", "flow").length > 0,
  run: async () => {
    const targets = selected("actor", "flow");
    const there = view.scenario !== null && doc.records.scenario.has(view.scenario);
    if (!there) {
      const before = new Set(doc.records.scenario.keys());
      await doc.edit({ command: "AddScenario", name: "", patches: [] });
      view.scenario = [...doc.records.scenario.keys()].find((id) => !before.has(id)) ?? null;
    }
    const scenario = view.scenario;
    if (scenario === null) return;
    for (const target of targets)
      await doc.edit({ command: "PatchScenario", scenario, patch: { patch: "remove", target, reroute: 0 } });
    view.panel = "whatif";
  },
};
