// The evaluation's sentences under the nine questions, and what they rest on.
import type { Finding } from "../../generated/Finding";
import type { Interdependency } from "../../generated/Interdependency";
import type { RecordId } from "../../generated/RecordId";

export const QUESTIONS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** The findings of each question, the weightiest first. */
export function byQuestion(findings: readonly Finding[]): Finding[][] {
  return QUESTIONS.map((question) =>
    findings.filter((finding) => finding.question === question).toSorted((a, b) => b.weight - a.weight),
  );
}

/** The actors and flows that something rests on. */
export function evidenceOf(rests: Pick<Finding, "actors" | "flows">): RecordId[] {
  return [
    ...rests.actors.map((id): RecordId => ({ table: "actor", id })),
    ...rests.flows.map((id): RecordId => ({ table: "flow", id })),
  ];
}

/** A share as people say it: "31%", "under 1%". */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  return rounded === 0 && share > 0 ? "under 1%" : `${rounded}%`;
}

/** The range of an interdependency's loss, where draws gave one that says something. */
export function rangeOf(top: Interdependency): [string, string] | null {
  if (top.lo === null || top.hi === null) return null;
  const [lo, hi] = [percent(top.lo), percent(top.hi)];
  return lo === hi ? null : [lo, hi];
}
