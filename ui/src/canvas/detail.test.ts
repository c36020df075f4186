import { expect, test } from "vitest";
import { detailAt } from "./detail";

test("the farther away, the less is painted", () => {
  const levels = [4, 1, 0.5, 0.3, 0.2, 0.15, 0.1, 0.05].map(detailAt);
  expect(levels).toEqual(["full", "full", "full", "no_labels", "no_text", "no_text", "boxes", "boxes"]);
});
