import { expect, test } from "vitest";
import { actorId } from "../records";
import { targets } from "./targets";

const actors = ["Insurer", "Regional insurer", "Reinsurer", "Hospital"].map((name, n) => ({
  id: actorId(n),
  name,
  at: { x: 100 * (4 - n), y: 0 },
}));
const names = (text: string) => targets(text, actors, { x: 0, y: 0 }).map(({ name }) => name);

test("with nothing typed, the nearest come first", () => {
  expect(names("")).toEqual(["Hospital", "Reinsurer", "Regional insurer", "Insurer"]);
});

test("a name that begins so comes before one that holds it, and a new actor last", () => {
  expect(names("insu")).toEqual(["Insurer", "Regional insurer", "Reinsurer", "insu"]);
  expect(targets("insu", actors, { x: 0, y: 0 }).at(-1)?.id).toBeNull();
});

test("a name that is there is not offered as a new one", () => {
  expect(names("HOSPITAL")).toEqual(["Hospital"]);
  expect(names("Bank")).toEqual(["Bank"]);
});
