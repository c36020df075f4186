import { describe, expect, it } from "vitest";
import type { Finding } from "../../generated/Finding";
import { byQuestion, evidenceOf } from "./says";

const finding = (question: number, weight: number): Finding => ({
  question,
  code: "",
  weight,
  sentence: `${question}/${weight}`,
  sureness: "sure",
  value: null,
  actors: [2],
  flows: [7],
  pinned: false,
  set_aside: null,
  ask: null,
});

describe("what the map says", () => {
  it("stands under its question, the weightiest first", () => {
    const groups = byQuestion([finding(9, 1), finding(4, 1), finding(4, 5)]);
    expect(groups).toHaveLength(9);
    expect(groups[3]?.map((each) => each.weight)).toEqual([5, 1]);
    expect(groups[8]).toHaveLength(1);
    expect(groups[0]).toEqual([]);
  });

  it("puts what is pinned before what is weightier", () => {
    const groups = byQuestion([finding(4, 5), { ...finding(4, 1), pinned: true }]);
    expect(groups[3]?.map((each) => each.weight)).toEqual([1, 5]);
  });

  it("names the records it rests on", () => {
    expect(evidenceOf(finding(1, 1))).toEqual([
      { table: "actor", id: 2 },
      { table: "flow", id: 7 },
    ]);
  });
});
