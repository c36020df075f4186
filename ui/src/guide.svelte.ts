// The guided first map: a few steps, each ticked by what is really on the map or on the screen.
// Knows the document and the view; changes neither.
import { doc } from "./document.svelte";
import { view } from "./view.svelte";
import { words } from "./words";

/** What of the document and the window the steps look at. */
export interface Watched {
  readonly hasUs: boolean;
  readonly actors: number;
  /** Money flows to us with an amount. */
  readonly paid: number;
  readonly flows: number;
  /** Whether a flow waits for its kind. */
  readonly offersKinds: boolean;
  readonly decisions: number;
  readonly isLit: boolean;
  readonly face: typeof view.face;
}

/** A step, and whether it is done. */
export interface GuideStep {
  readonly id: "us" | "pays" | "actor" | "flow" | "decides" | "says" | "present" | "page";
  isDone(now: Watched): boolean;
}

export const STEPS: readonly GuideStep[] = [
  { id: "us", isDone: (now) => now.hasUs },
  { id: "pays", isDone: (now) => now.paid > 0 },
  { id: "actor", isDone: (now) => now.actors > 2 },
  { id: "flow", isDone: (now) => now.flows > 1 && now.actors > 2 && !now.offersKinds },
  { id: "decides", isDone: (now) => now.decisions > 0 },
  { id: "says", isDone: (now) => now.isLit },
  { id: "present", isDone: (now) => now.face === "present" },
  { id: "page", isDone: (now) => now.face === "page" },
];

/** A name that a line of the notation can hold as it is. */
const PLAIN = /^[\p{L}\p{N} .&']+$/u;

/** The line that the lane can begin with at a step; empty where there is none. */
export function lineOf(step: GuideStep["id"]): string {
  const { us, pays, decides } = words.guide.lines;
  const own = doc.info?.us ?? null;
  const name = (own !== null && doc.records.actor.get(own)?.name) || words.guide.firm;
  switch (step) {
    case "us":
      return us(words.guide.firm);
    case "pays":
      return pays(PLAIN.test(name) ? name : `"${name}"`);
    case "decides":
      return decides;
    default:
      return "";
  }
}

function watched(): Watched {
  const us = doc.info?.us ?? null;
  const flows = [...doc.records.flow.values()];
  return {
    hasUs: us !== null,
    actors: doc.records.actor.size,
    paid: flows.filter((flow) => flow.kind === "money" && flow.to === us && flow.quantity).length,
    flows: flows.filter((flow) => flow.kind !== "decision" || flow.from !== flow.to).length,
    offersKinds: view.offersKinds,
    decisions: flows.filter((flow) => flow.kind === "decision").length,
    isLit: view.highlight !== null,
    face: view.face,
  };
}

class Guide {
  /** The document it was begun on; null while nobody is guided. */
  #of: number | null = $state(null);
  /** Steps that were done once stay done. */
  done: ReadonlySet<GuideStep["id"]> = $state.raw(new Set());

  get isOn(): boolean {
    return this.#of !== null && this.#of === doc.opened;
  }

  /** The first step that is not done; null when all are. */
  readonly now: GuideStep | null = $derived(STEPS.find((step) => !this.done.has(step.id)) ?? null);

  begin() {
    this.#of = doc.opened;
    this.done = new Set();
  }

  leave() {
    this.#of = null;
  }

  /** Ticks the step that is on as soon as it is done; those after it wait for their turn. */
  look() {
    if (this.isOn && this.now?.isDone(watched())) this.done = new Set([...this.done, this.now.id]);
  }
}

/** The one guide of this window. */
export const guide = new Guide();
