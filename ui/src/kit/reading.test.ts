import { expect, test } from "vitest";
import { shownFor } from "./reading";

const saying = (message: string, rest = {}) => shownFor({ tone: "warning", message, hint: "", ...rest });

test("what failed stays until it is put away", () => {
  expect(saying("The file cannot be written.", { tone: "error" })).toBeNull();
});

test("a short message is shown for six seconds, a longer one as long as it takes to read", () => {
  expect(saying("There is nothing to undo.")).toBe(6000);
  expect(saying("a".repeat(140), { hint: "b".repeat(60) })).toBe(13_000);
});

test("what offers something to decide is shown for fifteen seconds at least", () => {
  const action = { name: "Undo", run() {} };
  expect(saying("12 flows are new.", { tone: "info", action })).toBe(15_000);
  expect(saying("a".repeat(300), { action })).toBe(18_000);
});
