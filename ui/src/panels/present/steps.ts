// The steps of a presentation: the whole map, its parts from near where it is too large to be read at once, each
// kind alone, the top five, the findings, and at last the scenario that is looked at: what is said before holds of
// the map as it is. No window here.
import type { Comparison } from "../../generated/Comparison";
import type { EvaluationView } from "../../generated/EvaluationView";
import type { Flow } from "../../generated/Flow";
import type { Kind } from "../../generated/Kind";
import type { RecordId } from "../../generated/RecordId";
import type { Sureness } from "../../generated/Sureness";
import { actorId, flowId, KINDS, keyOf } from "../../records";
import type { words } from "../../words";
import { byQuestion, evidenceOf } from "../says/says";

export interface Step {
  /** The same for the same step after an evaluation. */
  readonly id: string;
  readonly part: "whole" | "near" | "kind" | "top" | "finding" | "whatif";
  /** The kind that is shown alone; null for all. */
  readonly kind: Kind | null;
  /** What is lit; null for everything. */
  readonly lit: readonly RecordId[] | null;
  /** What the screen is filled with, where that is not what is lit. */
  readonly frame?: readonly RecordId[];
  /** Above the sentence, small. */
  readonly heading: string;
  readonly sentence: string;
  readonly sureness: Sureness | null;
}

/** What is presented. */
export interface Presented {
  readonly title: string;
  readonly question: string;
  readonly actors: number;
  readonly flows: readonly Pick<Flow, "id" | "kind">[];
  readonly evaluation: EvaluationView | null;
  /** What can be read at once, in the order it is gone through. */
  readonly parts: readonly { readonly name: string; readonly actors: readonly number[] }[];
  /** The scenario that is looked at, and what it means as far as that is known. */
  readonly scenario: { readonly name: string; readonly means: Comparison | null } | null;
}

/** How many of the most important dependences are gone through. */
const TOP = 5;
/** How many numbers that a scenario moves can be taken in at once. */
const MEASURES = 2;

export function stepsOf(
  map: Presented,
  say: (typeof words)["present"],
  questions: readonly string[],
  same: string,
): Step[] {
  const whole: Step = {
    id: "whole",
    part: "whole",
    kind: null,
    lit: null,
    heading: map.title,
    sentence: map.actors === 0 ? say.nothing : map.question || say.whole(map.actors, map.flows.length),
    sureness: null,
  };
  return [
    whole,
    ...near(map, say),
    ...kinds(map, say),
    ...top(map, say),
    ...findings(map, questions),
    ...whatIf(map, say, same),
  ];
}

/** What a scenario moves: its first numbers, else what is said then. */
function whatIf({ scenario }: Presented, say: (typeof words)["present"], same: string): Step[] {
  if (!scenario) return [];
  const { measures = [], findings = [] } = scenario.means ?? {};
  const moved = measures
    .slice(0, MEASURES)
    .map(({ label, from, to, said }) => say.measure(label, from, to, said));
  const [first] = findings.flatMap(({ after }) => after ?? []);
  const sentence = moved.length > 0 ? moved.join(" ") : (first ?? (scenario.means ? same : ""));
  const heading = say.whatIf(scenario.name);
  return [{ id: "whatif", part: "whatif", kind: null, lit: null, heading, sentence, sureness: null }];
}

/** One part is the whole map again. */
function near({ parts }: Presented, say: (typeof words)["present"]): Step[] {
  if (parts.length < 2) return [];
  return parts.map(({ name, actors }, index) => ({
    id: `near ${actors.join(" ")}`,
    part: "near",
    kind: null,
    lit: null,
    frame: actors.map(actorId),
    heading: say.near(index + 1, parts.length),
    sentence: say.part(name, actors.length),
    sureness: null,
  }));
}

function kinds({ flows, evaluation }: Presented, say: (typeof words)["present"]): Step[] {
  return KINDS.flatMap((kind): Step[] => {
    const lit = flows.filter((flow) => flow.kind === kind).map((flow) => flowId(flow.id));
    if (lit.length === 0) return [];
    const counted = evaluation?.coverage.kinds.find((each) => each.kind === kind);
    const sentence = `${say.kinds[kind]} ${say.flows(lit.length, counted?.quantified ?? null)}`;
    return [
      { id: `kind ${kind}`, part: "kind", kind, lit, heading: say.alone[kind], sentence, sureness: null },
    ];
  });
}

function top({ evaluation }: Presented, say: (typeof words)["present"]): Step[] {
  const shown = (evaluation?.top ?? []).slice(0, TOP);
  return shown.map((each, index) => ({
    id: `top ${keyOf(each.subject)}`,
    part: "top",
    kind: null,
    lit: [each.subject, ...evidenceOf(each)],
    heading: say.top(index + 1, shown.length, each.owner),
    sentence: each.sentence,
    sureness: null,
  }));
}

/** Of each question what is pinned, else its weightiest. */
function findings({ evaluation }: Presented, questions: readonly string[]): Step[] {
  const said = (evaluation?.findings ?? []).filter((finding) => finding.set_aside === null);
  return byQuestion(said).flatMap((own) => {
    const pinned = own.filter((finding) => finding.pinned);
    return (pinned.length > 0 ? pinned : own.slice(0, 1)).map((finding): Step => {
      const lit = evidenceOf(finding);
      return {
        id: `finding ${finding.code} ${lit.map(keyOf).join(" ")}`,
        part: "finding",
        kind: null,
        lit: lit.length > 0 ? lit : null,
        heading: questions[finding.question - 1] ?? "",
        sentence: finding.sentence,
        sureness: finding.sureness,
      };
    });
  });
}
