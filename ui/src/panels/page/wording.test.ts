import { describe, expect, it } from "vitest";
import { reworded } from "./wording";

describe("words of one's own", () => {
  const other = { said: "We lose 31%.", own: "A third." };

  it("take the place of what was said, once for each sentence", () => {
    const first = reworded([other], "Who holds it?", "Who  answers?\n");
    expect(first).toEqual([other, { said: "Who holds it?", own: "Who answers?" }]);
    expect(reworded(first, "Who holds it?", "Nobody.")).toEqual([
      other,
      { said: "Who holds it?", own: "Nobody." },
    ]);
  });

  it("go when they are emptied or say the same", () => {
    expect(reworded([other], other.said, "  ")).toEqual([]);
    expect(reworded([other], other.said, other.said)).toEqual([]);
  });
});
