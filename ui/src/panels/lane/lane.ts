// What the speed lane does with text, without any window.
import type { Problem } from "../../generated/Problem";

/** A piece of the typed text; with a problem it is underlined. */
export interface Piece {
  readonly text: string;
  readonly problem: Problem | null;
}

/** The text cut where problems begin and end. Columns count characters, not UTF-16 units. */
export function piecesOf(text: string, problems: readonly Problem[]): Piece[] {
  return text.split("\n").flatMap((line, index) => {
    const own = problems
      .filter((problem) => problem.line === index + 1)
      .toSorted((a, b) => a.column - b.column);
    const pieces = cut([...line], own);
    return index === 0 ? pieces : [{ text: "\n", problem: null }, ...pieces];
  });
}

function cut(characters: string[], problems: readonly Problem[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const take = (to: number, problem: Problem | null) => {
    if (to > at) pieces.push({ text: characters.slice(at, to).join(""), problem });
    at = Math.max(at, to);
  };
  for (const problem of problems) {
    take(Math.min(problem.column - 1, characters.length), null);
    take(Math.min(problem.column - 1 + Math.max(problem.length, 1), characters.length), problem);
  }
  take(characters.length, null);
  return pieces;
}

/** What stays for correction after the rest went in; a table's rows with the line of its titles. */
export function linesLeft(text: string, problems: readonly Problem[], titles?: number | null): string {
  const wrong = new Set(problems.map((problem) => problem.line));
  if (titles && wrong.size > 0) wrong.add(titles);
  return text
    .split("\n")
    .filter((_, index) => wrong.has(index + 1))
    .join("\n");
}

/** The text with what a problem marks replaced by its nearest form. */
export function mended(text: string, problem: Problem): string {
  return text
    .split("\n")
    .map((line, index) => {
      if (index + 1 !== problem.line) return line;
      const characters = [...line];
      characters.splice(problem.column - 1, Math.max(problem.length, 1), problem.nearest);
      return characters.join("");
    })
    .join("\n");
}

/** The line the caret stands in, and where in it, in characters. `caret` counts UTF-16 units. */
export function lineAt(text: string, caret: number): { index: number; line: string; caret: number } {
  const before = text.slice(0, caret).split("\n");
  const index = before.length - 1;
  return {
    index,
    line: text.split("\n")[index] ?? "",
    caret: [...(before.at(-1) ?? "")].length,
  };
}

/** The text with one line replaced, and the caret (in UTF-16 units) at `caret` characters of it. */
export function withLine(text: string, index: number, line: string, caret: number) {
  const lines = text.split("\n");
  lines[index] = line;
  const start = lines.slice(0, index).reduce((sum, each) => sum + each.length + 1, 0);
  return { text: lines.join("\n"), caret: start + [...line].slice(0, caret).join("").length };
}

const DRAFT = "lane ";

/** What is in the line of a document and was not said yet, while the program runs. */
export const draftOf = (handle: string): string => sessionStorage.getItem(DRAFT + handle) ?? "";

export function keepDraft(handle: string, text: string) {
  if (text.trim() === "") sessionStorage.removeItem(DRAFT + handle);
  else sessionStorage.setItem(DRAFT + handle, text);
}

/** What was said before, to be said again or, the last line, corrected. */
export class Recall {
  #said: string[] = [];
  #at = 0;
  #draft = "";
  /** The document's revision that the last line led to. */
  #revision = -1;

  remember(text: string) {
    if (this.#said.at(-1) !== text) this.#said.push(text);
    this.#at = this.#said.length;
    this.#revision = -1;
  }

  /** The last line was taken in whole and led to this revision. */
  tookIn(revision: number) {
    this.#revision = revision;
  }

  /** Whether what is being written now corrects the last line: nothing has happened since. */
  corrects(revision: number): boolean {
    return this.#at === this.#said.length - 1 && revision === this.#revision;
  }

  /** The one before; null when there is none. */
  earlier(current: string): string | null {
    if (this.#at === 0) return null;
    if (this.#at === this.#said.length) this.#draft = current;
    this.#at -= 1;
    return this.#said[this.#at] ?? null;
  }

  /** The one after; at the end what was being typed. */
  later(): string | null {
    if (this.#at >= this.#said.length) return null;
    this.#at += 1;
    return this.#said[this.#at] ?? this.#draft;
  }

  /** What was being typed before, where what is in the line was only looked at again; else null. */
  putBack(current: string): string | null {
    if (current !== this.#said[this.#at]) return null;
    this.rest();
    return this.#draft;
  }

  /** An empty line begins anew. */
  rest() {
    this.#at = this.#said.length;
  }
}
