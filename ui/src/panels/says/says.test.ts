import { describe, expect, it } from "vitest";
import type { Finding } from "../../generated/Finding";
import type { Interdependency } from "../../generated/Interdependency";
import { byQuestion, evidenceOf, percent, rangeOf } from "./says";

const finding = (question: number, weight: number): Finding => ({
  question,
  code: "",
  weight,
  sentence: `${question}/${weight}`,
  sureness: "sure",
  value: null,
  actors: [2],
  flows: [7],
});

describe("what the map says", () => {
  it("stands under its question, the weightiest first", () => {
    const groups = byQuestion([finding(9, 1), finding(4, 1), finding(4, 5)]);
    expect(groups).toHaveLength(9);
    expect(groups[3]?.map((each) => each.weight)).toEqual([5, 1]);
    expect(groups[8]).toHaveLength(1);
    expect(groups[0]).toEqual([]);
  });

  it("names the records it rests on", () => {
    expect(evidenceOf(finding(1, 1))).toEqual([
      { table: "actor", id: 2 },
      { table: "flow", id: 7 },
    ]);
  });

  it("never rounds something to nothing", () => {
    expect(percent(0.312)).toBe("31%");
    expect(percent(0.001)).toBe("under 1%");
    expect(percent(0)).toBe("0%");
  });

  it("gives a range only where it says something", () => {
    const top = { lo: 0.26, hi: 0.48 } as Interdependency;
    expect(rangeOf(top)).toEqual(["26%", "48%"]);
    expect(rangeOf({ ...top, hi: 0.262 })).toBeNull();
    expect(rangeOf({ ...top, lo: null })).toBeNull();
  });
});
