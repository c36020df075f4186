import { describe, expect, test } from "vitest";
import type { Comparison } from "../../generated/Comparison";
import type { EvaluationView } from "../../generated/EvaluationView";
import type { Finding } from "../../generated/Finding";
import type { FindingChange } from "../../generated/FindingChange";
import type { Interdependency } from "../../generated/Interdependency";
import type { Measured } from "../../generated/Measured";
import { words } from "../../words";
import { stepsOf, type Presented } from "./steps";

const empty: Presented = {
  title: "Our routes",
  question: "",
  actors: 0,
  flows: [],
  evaluation: null,
  parts: [],
  scenario: null,
};
const finding = (question: number, sentence: string, more: Partial<Finding> = {}): Finding => ({
  question,
  code: sentence,
  weight: 0.5,
  sentence,
  sureness: "sure",
  value: null,
  actors: [1],
  flows: [],
  pinned: false,
  set_aside: null,
  ask: null,
  ...more,
});
const top = (id: number) =>
  ({
    subject: { table: "actor", id },
    sentence: `Without ${id} nothing sells.`,
    owner: "",
    actors: [id],
    flows: [7],
  }) as unknown as Interdependency;
const evaluation = (findings: Finding[], list: Interdependency[] = []) =>
  ({
    findings,
    top: list,
    coverage: { kinds: [{ kind: "money", quantified: 1, all: 2 }] },
  }) as unknown as EvaluationView;
const of = (map: Partial<Presented>) =>
  stepsOf({ ...empty, ...map }, words.present, words.says.questions, words.whatif.same);

describe("the steps of a presentation", () => {
  test("are one for an empty map, which says so", () => {
    expect(of({}).map((s) => s.sentence)).toEqual([words.present.nothing]);
  });

  test("go through the whole and the kinds that are drawn before there is an evaluation", () => {
    const flows = [
      { id: 1, kind: "data" as const },
      { id: 2, kind: "money" as const },
      { id: 3, kind: "money" as const },
    ];
    const steps = of({ actors: 2, flows, question: "Who pays?" });
    expect(steps.map((s) => s.kind)).toEqual([null, "money", "data"]);
    expect(steps[0]?.sentence).toBe("Who pays?");
    expect(steps[1]?.lit).toEqual([
      { table: "flow", id: 2 },
      { table: "flow", id: 3 },
    ]);
  });

  test("show a map that cannot be read at once from near, part by part", () => {
    const parts = [
      { name: "Demand", actors: [1, 2] },
      { name: "around Shop", actors: [3] },
    ];
    const steps = of({ actors: 3, parts }).filter((s) => s.part === "near");
    expect(steps.map((s) => s.sentence)).toEqual(["Demand: 2 actors.", "around Shop: 1 actor."]);
    expect(steps.map((s) => s.lit)).toEqual([null, null]);
    expect(steps[1]?.frame).toEqual([{ table: "actor", id: 3 }]);
    expect(of({ actors: 3, parts: parts.slice(1) })).toHaveLength(1);
  });

  test("say how many flows of a kind have a number once that is known", () => {
    const flows = [1, 2].map((id) => ({ id, kind: "money" as const }));
    expect(of({ actors: 2, flows, evaluation: evaluation([]) })[1]?.sentence).toContain(
      "2 flows, only 1 with",
    );
    expect(of({ actors: 2, flows: flows.slice(1), evaluation: evaluation([]) })[1]?.sentence).toMatch(
      /1 flow\.$/,
    );
  });

  test("hold at most five dependences, each with what it rests on", () => {
    const steps = of({ actors: 9, evaluation: evaluation([], [1, 2, 3, 4, 5, 6].map(top)) });
    const shown = steps.filter((s) => s.part === "top");
    expect(shown).toHaveLength(5);
    expect(shown[0]?.lit).toContainEqual({ table: "flow", id: 7 });
    expect(shown[0]?.heading).toContain("no owner yet");
  });

  test("take of each question what is pinned, else its weightiest, and nothing set aside", () => {
    const findings = [
      finding(1, "light"),
      finding(1, "heavy", { weight: 0.9 }),
      finding(2, "heavier", { weight: 0.9 }),
      finding(2, "pinned", { pinned: true }),
      finding(3, "gone", { set_aside: "known" }),
    ];
    const steps = of({ actors: 1, evaluation: evaluation(findings) });
    expect(steps.filter((s) => s.part === "finding").map((s) => s.sentence)).toEqual(["heavy", "pinned"]);
  });

  test("are told apart, so that the place is kept when an evaluation arrives", () => {
    const ids = of({
      actors: 1,
      evaluation: evaluation([finding(1, "a"), finding(2, "b")], [1, 2].map(top)),
    }).map((s) => s.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("end with the scenario that is looked at, in the numbers it moves, else in what is said then", () => {
    const measure = (label: string) =>
      ({ label, from: "$960k", to: "$660k", said: "falls by 31%" }) as unknown as Measured;
    const saying = (means: Comparison | null) => of({ scenario: { name: "Without A", means } }).at(-1)!;
    const moved = saying({ measures: ["Income", "Costs", "Days"].map(measure), findings: [] });
    expect([moved.part, moved.heading]).toEqual(["whatif", "What if: Without A"]);
    expect(moved.sentence).toBe("Income: $960k → $660k, falls by 31%. Costs: $960k → $660k, falls by 31%.");
    const said = { after: "Nobody pays." } as unknown as FindingChange;
    expect(saying({ measures: [], findings: [said] }).sentence).toBe("Nobody pays.");
    expect(saying({ measures: [], findings: [] }).sentence).toBe(words.whatif.same);
    expect(saying(null).sentence).toBe("");
  });
});
