// The evaluation's sentences under the nine questions, and what they rest on.
import type { Finding } from "../../generated/Finding";
import type { FindingKey } from "../../generated/FindingKey";
import type { RecordId } from "../../generated/RecordId";

export const QUESTIONS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** The question of where effort reaches furthest. */
export const EFFORT = 8;

/** The findings of each question: what is pinned, then the weightiest first. */
export function byQuestion(findings: readonly Finding[]): Finding[][] {
  return QUESTIONS.map((question) =>
    findings
      .filter((finding) => finding.question === question)
      .toSorted((a, b) => Number(b.pinned) - Number(a.pinned) || b.weight - a.weight),
  );
}

/** The actors and flows that something rests on. */
export function evidenceOf(rests: Pick<Finding, "actors" | "flows">): RecordId[] {
  return [
    ...rests.actors.map((id): RecordId => ({ table: "actor", id })),
    ...rests.flows.map((id): RecordId => ({ table: "flow", id })),
  ];
}

/** Whether a key is that of this finding. */
export const isOn = (key: FindingKey, finding: Finding): boolean =>
  key.code === finding.code &&
  key.actors.join() === finding.actors.join() &&
  key.flows.join() === finding.flows.join();

/** By what a finding is known again when its numbers have changed. */
export const keyOfFinding = ({ code, actors, flows }: Finding): FindingKey => ({ code, actors, flows });
