// A gesture: many edits that become one step, sent no faster than the core answers.
import type { Changed } from "./generated/Changed";
import type { Command } from "./generated/Command";

/** Sends at most one edit at a time, always the latest; what was overtaken is never sent. */
export class Gesture {
  #waiting: Command | null = null;
  #running: Promise<void> | null = null;
  #isBegun = false;

  constructor(
    private readonly send: (command: Command) => Promise<unknown>,
    private readonly close: (keep: boolean) => Promise<Changed | null>,
    /** It is over, kept or not. */
    private readonly over: () => void = () => {},
  ) {}

  /** The gesture now means this. */
  update(command: Command) {
    this.#isBegun = true;
    this.#waiting = command;
    this.#running ??= this.#run();
  }

  /** Keeps everything as one step. */
  async end(): Promise<Changed | null> {
    await this.#running;
    return this.#closed(true);
  }

  /** Back to how it was before. */
  async cancel(): Promise<Changed | null> {
    this.#waiting = null;
    await this.#running;
    return this.#closed(false);
  }

  async #closed(keep: boolean): Promise<Changed | null> {
    const changed = this.#isBegun ? await this.close(keep) : null;
    this.over();
    return changed;
  }

  async #run() {
    while (this.#waiting) {
      const command = this.#waiting;
      this.#waiting = null;
      await this.send(command);
    }
    this.#running = null;
  }
}
