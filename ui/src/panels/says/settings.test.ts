import { expect, test } from "vitest";
import { settingsText } from "./settings";

const own = [
  { name: "short notice", value: 60 },
  { name: "maths works from", value: 0.6 },
] as const;

test("a changed setting takes the place of what it was", () => {
  expect(settingsText(own, "short notice", " 30 ")).toBe("maths works from 0.6, short notice 30");
});

test("an empty value takes the usual one again", () => {
  expect(settingsText(own, "short notice", "")).toBe("maths works from 0.6");
});
