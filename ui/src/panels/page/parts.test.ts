import { describe, expect, it } from "vitest";
import { inOrder, movedUp } from "./parts";

describe("parts of a page", () => {
  it("follow the order given, the others after them", () => {
    expect(inOrder(["moves"])).toEqual(["moves", "top", "findings", "agreements", "legend"]);
  });

  it("change places with the one before", () => {
    expect(movedUp(inOrder([]), "findings").slice(0, 3)).toEqual(["findings", "top", "moves"]);
    expect(movedUp(inOrder([]), "top")).toEqual(inOrder([]));
  });
});
