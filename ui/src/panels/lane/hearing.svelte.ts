// What the core makes of the lane's text while it is being typed: effects, problems, completions.
import { doc } from "../../document.svelte";
import type { Completion } from "../../generated/Completion";
import type { Problem } from "../../generated/Problem";
import type { TableRead } from "../../generated/TableRead";
import { view } from "../../view.svelte";
import { lineAt } from "./lane";

const PAUSE_MS = 40;

export class Hearing {
  effects: readonly string[] = $state.raw([]);
  problems: readonly Problem[] = $state.raw([]);
  /** How the text was understood as a table, where it is one. */
  table: TableRead | null = $state.raw(null);
  /** The statement that a line of plain words perhaps means. */
  meant: string | null = $state(null);
  completions: readonly Completion[] = $state.raw([]);
  /** The text that effects and problems are of. */
  of = $state("");
  #asked: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  /** Listens to the text; what was said of an older text is dropped. */
  follow(text: string, caret: number, instead: boolean) {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    if (text.trim() === "") {
      this.clear();
      return;
    }
    this.#asked = new Promise((done) => {
      this.#timer = setTimeout(() => void this.#ask(text, caret, turn, instead).finally(done), PAUSE_MS);
    });
  }

  /** Settles when all is said of what was typed last. */
  settled(): Promise<void> {
    return this.#asked;
  }

  async #ask(text: string, caret: number, turn: number, instead: boolean) {
    const at = lineAt(text, caret);
    const [said, completions] = await Promise.all([
      doc.foresee(text, view.centre, instead),
      doc.complete(at.line, at.caret),
    ]);
    if (turn !== this.#turn) return;
    this.effects = said?.effects ?? [];
    this.problems = said?.problems ?? [];
    this.table = said?.table ?? null;
    this.meant = said?.meant ?? null;
    view.ghosts = said?.ghosts ?? [];
    this.completions = completions ?? [];
    this.of = text;
  }

  /** Forgets everything. */
  clear() {
    clearTimeout(this.#timer);
    this.#turn += 1;
    this.effects = [];
    this.problems = [];
    this.table = null;
    this.meant = null;
    this.completions = [];
    view.ghosts = [];
    this.of = "";
  }
}
