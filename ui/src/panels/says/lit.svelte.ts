// Which sentence lights the map: the one pointed at, else the one that was clicked.
import type { RecordId } from "../../generated/RecordId";
import { view } from "../../view.svelte";

class Lit {
  /** The clicked sentence; stays lit. */
  kept: string | null = $state(null);
  #evidence: readonly RecordId[] | null = null;

  point(evidence: readonly RecordId[]) {
    view.highlight = evidence.length > 0 ? evidence : this.#evidence;
  }

  leave() {
    view.highlight = this.#evidence;
  }

  /** Keeps a sentence lit and selects what it rests on; again lets go. */
  toggle(sentence: string, evidence: readonly RecordId[]) {
    if (this.kept === sentence) return this.clear();
    this.kept = sentence;
    this.#evidence = view.highlight = evidence.length > 0 ? evidence : null;
    view.select(evidence);
    if (evidence.length > 0) view.ask({ ask: "show", items: evidence });
  }

  clear() {
    this.kept = null;
    this.#evidence = view.highlight = null;
  }
}

export const lit = new Lit();
