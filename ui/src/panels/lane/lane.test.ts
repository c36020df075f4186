import { describe, expect, it } from "vitest";
import { Recall, lineAt, linesLeft, mended, piecesOf, withLine } from "./lane";

const problem = (line: number, column: number, length: number, nearest = "") => ({
  line,
  column,
  length,
  reason: "not a kind",
  nearest,
});

describe("the speed lane", () => {
  it("underlines what a problem marks and nothing else", () => {
    const pieces = piecesOf("Acme -mony-> Us", [problem(1, 7, 4, "money")]);
    expect(pieces.map((piece) => [piece.text, piece.problem !== null])).toEqual([
      ["Acme -", false],
      ["mony", true],
      ["-> Us", false],
    ]);
  });

  it("counts characters, so that an emoji before a problem moves nothing", () => {
    const pieces = piecesOf("🏭 -mony-> Us", [problem(1, 4, 4)]);
    expect(pieces.find((piece) => piece.problem)?.text).toBe("mony");
  });

  it("gives back the whole text, also where problems overlap or reach past the end", () => {
    const text = "one\ntwo wrong\n\nfour";
    const pieces = piecesOf(text, [problem(2, 5, 99), problem(2, 6, 2), problem(4, 40, 3)]);
    expect(pieces.map((piece) => piece.text).join("")).toBe(text);
  });

  it("keeps only the lines that were not understood", () => {
    expect(linesLeft("Acme\nAcme -mony-> Us\nUs", [problem(2, 7, 4)])).toBe("Acme -mony-> Us");
    expect(linesLeft("Acme", [])).toBe("");
  });

  it("keeps the titles of a table above a row that was not understood", () => {
    const table = "From;To;Kind\nA;B;money\nB;C;mony";
    expect(linesLeft(table, [problem(3, 1, 8)], 1)).toBe("From;To;Kind\nB;C;mony");
    expect(linesLeft(table, [], 1)).toBe("");
    expect(linesLeft("A;B;money\nB;C;mony", [problem(2, 1, 8)], null)).toBe("B;C;mony");
  });

  it("mends a problem with its nearest form", () => {
    expect(mended("Acme\nAcme -mony-> Us", problem(2, 7, 4, "money"))).toBe("Acme\nAcme -money-> Us");
  });

  it("completes in the line of the caret and puts the caret behind it", () => {
    const text = "Acme\n🏭 -mo";
    const at = lineAt(text, text.length);
    expect(at).toEqual({ index: 1, line: "🏭 -mo", caret: 5 });
    expect(withLine(text, at.index, "🏭 -money", 8)).toEqual({ text: "Acme\n🏭 -money", caret: 14 });
  });

  it("corrects the last line as long as nothing else has happened", () => {
    const recall = new Recall();
    recall.remember("Acme -money 40k/y-> Us");
    recall.tookIn(7);
    expect(recall.corrects(7)).toBe(false);
    recall.earlier("");
    expect(recall.corrects(7)).toBe(true);
    expect(recall.corrects(8)).toBe(false);
    recall.rest();
    expect(recall.corrects(7)).toBe(false);
  });

  it("recalls what was said and comes back to what was being typed", () => {
    const recall = new Recall();
    recall.remember("Acme");
    recall.remember("Us");
    expect(recall.earlier("half")).toBe("Us");
    expect(recall.earlier("half")).toBe("Acme");
    expect(recall.earlier("half")).toBeNull();
    expect(recall.later()).toBe("Us");
    expect(recall.later()).toBe("half");
    expect(recall.later()).toBeNull();
  });

  it("gives back what was being typed for what was only recalled, not for what was changed in it", () => {
    const recall = new Recall();
    recall.remember("Acme");
    expect(recall.putBack("half")).toBeNull();
    recall.earlier("half");
    expect(recall.putBack("Acme, Ltd")).toBeNull();
    expect(recall.putBack("Acme")).toBe("half");
    expect(recall.later()).toBeNull();
  });
});
