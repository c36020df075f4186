import { describe, expect, it } from "vitest";
import type { PageSettings } from "../../generated/PageSettings";
import { inOrder, linesOf, movedTo, saidBy } from "./parts";

const page = {
  order: ["findings"],
  top: true,
  findings: true,
  moves: false,
  agreements: false,
  legend: true,
} as unknown as PageSettings;

describe("parts of the page", () => {
  it("stand as they were put, then as usual, the legend last", () => {
    expect(inOrder(["legend", "moves"])).toEqual(["moves", "top", "findings", "agreements", "legend"]);
  });

  it("are listed with those left out below a line", () => {
    expect(linesOf(page)).toEqual(["findings", "top", "legend", "out", "moves", "agreements"]);
  });

  it("go off the page below the line and onto it above", () => {
    const without = movedTo(linesOf(page), "findings", 4);
    expect(without).toEqual(["top", "legend", "out", "moves", "findings", "agreements"]);
    expect(saidBy(without)).toMatchObject({ findings: false, top: true, legend: true });
    const first = movedTo(without, "moves", 0);
    expect(saidBy(first)).toMatchObject({
      order: ["moves", "top", "findings", "agreements"],
      moves: true,
      findings: false,
    });
  });
});
