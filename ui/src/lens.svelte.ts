// What the chosen lens shows of the map, asked of the core anew when the map has been evaluated anew.
import type { LensView } from "./generated/LensView";
import { doc } from "./document.svelte";
import { follow, view } from "./view.svelte";

class Shown {
  /** The last answer; null where no lens is chosen. */
  view: LensView | null = $state.raw(null);
  #asked = 0;

  constructor() {
    follow(() => {
      // Whatever of these changes, the answer may be another.
      void doc.opened;
      void doc.evaluatedRevision;
      void this.#ask(doc.isOpen ? view.lens : null);
    });
  }

  async #ask(lens: LensView["lens"] | null) {
    const asked = ++this.#asked;
    if (lens === null) {
      this.view = null;
      return;
    }
    const answer = await doc.look(lens);
    if (asked === this.#asked) this.view = answer;
  }
}

/** What the chosen lens shows. */
export const lensShown = new Shown();
