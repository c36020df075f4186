// What the scenario that is looked at means, asked of the core anew when the map has been evaluated anew.
import { untrack } from "svelte";
import type { WhatIfView } from "./generated/WhatIfView";
import { doc } from "./document.svelte";
import { follow, view } from "./view.svelte";

class Looked {
  #answer: WhatIfView | null = $state.raw(null);

  /** What is known of the scenario that is looked at; null where none is. */
  get found(): WhatIfView | null {
    const told = doc.comparing?.scenario === view.scenario ? doc.comparing?.found : null;
    return told ?? this.#answer;
  }

  /** How many of how many draws are done; null where none are under way. */
  get drawing(): { readonly done: number; readonly of: number } | null {
    const told = doc.comparing;
    return told && told.scenario === view.scenario && told.found ? told : null;
  }

  constructor() {
    follow(() => {
      // Whatever of these changes, the answer may be another.
      void doc.opened;
      void doc.evaluatedRevision;
      const asked = doc.isOpen ? view.scenario : null;
      // Its own answer is no reason to ask again.
      untrack(() => void this.#ask(asked));
    });
  }

  async #ask(scenario: number | null) {
    if (this.#answer?.scenario !== scenario) this.#answer = null;
    if (scenario === null) {
      doc.stopComparing();
      return;
    }
    const answer = await doc.whatIf(scenario);
    if (answer?.scenario === view.scenario) this.#answer = answer;
  }
}

/** What the scenario that is looked at means. */
export const scenarioLooked = new Looked();
