// What the scenario that is looked at means, asked of the core anew when the map has been evaluated anew.
import type { WhatIfView } from "./generated/WhatIfView";
import { doc } from "./document.svelte";
import { follow, view } from "./view.svelte";

class Looked {
  /** The last answer about the scenario that is looked at; null where none is. */
  found: WhatIfView | null = $state.raw(null);

  constructor() {
    follow(() => {
      // Whatever of these changes, the answer may be another.
      void doc.opened;
      void doc.evaluatedRevision;
      void this.#ask(doc.isOpen ? view.scenario : null);
    });
  }

  async #ask(scenario: number | null) {
    if (this.found?.scenario !== scenario) this.found = null;
    if (scenario === null) return;
    const answer = await doc.whatIf(scenario);
    if (answer?.scenario === view.scenario) this.found = answer;
  }
}

/** What the scenario that is looked at means. */
export const scenarioLooked = new Looked();
