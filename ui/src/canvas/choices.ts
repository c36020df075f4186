// What can be chosen while something is written: a list under the input, walked with the arrows.
import type { RecordId } from "../generated/RecordId";
import { words } from "../words";

/** A record that can be chosen, or none for one that would be made. */
export interface Choice {
  readonly id: RecordId | null;
  readonly name: string;
  /** What it is, in a word or two. */
  readonly sort: string;
}

const LIST = "canvas-choices";

export class Choices {
  readonly #list = document.createElement("ul");
  #choices: readonly Choice[] = [];
  #at = 0;

  constructor(
    private readonly input: HTMLInputElement | HTMLTextAreaElement,
    private readonly find: (text: string) => readonly Choice[],
    private readonly tell: ((choice: Choice | null) => void) | undefined,
    private readonly take: () => void,
  ) {
    this.#list.id = LIST;
    this.#list.className = "choices";
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", words.connect.choices);
    for (const [name, value] of [
      ["role", "combobox"],
      ["aria-expanded", "true"],
      ["aria-controls", LIST],
      ["aria-autocomplete", "list"],
    ] as const) {
      input.setAttribute(name, value);
    }
    input.addEventListener("input", () => this.#look());
    input.after(this.#list);
    this.#look();
  }

  get current(): Choice | null {
    return this.#choices[this.#at] ?? null;
  }

  /** Takes an arrow key; false for all others. */
  press(key: string): boolean {
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step === undefined || this.#choices.length === 0) return false;
    this.#mark((this.#at + step + this.#choices.length) % this.#choices.length);
    return true;
  }

  /** Stays under the input, or above it where there is no room. */
  place() {
    const { offsetLeft, offsetTop, offsetHeight, offsetWidth, offsetParent } = this.input;
    const below = offsetTop + offsetHeight + 4;
    const room = (offsetParent?.clientHeight ?? Infinity) - below - 8;
    const height = this.#list.offsetHeight;
    const top = height > room ? offsetTop - height - 4 : below;
    Object.assign(this.#list.style, {
      left: `${offsetLeft}px`,
      top: `${Math.max(8, top)}px`,
      minWidth: `${offsetWidth}px`,
    });
  }

  remove() {
    this.#list.remove();
  }

  #look() {
    this.#choices = this.find(this.input.value.trim());
    this.#list.replaceChildren(...this.#choices.map((choice, n) => this.#entry(choice, n)));
    this.#list.hidden = this.#choices.length === 0;
    this.#mark(0);
    this.place();
  }

  #entry(choice: Choice, n: number): HTMLElement {
    const entry = document.createElement("li");
    entry.id = `${LIST}-${n}`;
    entry.setAttribute("role", "option");
    const sort = document.createElement("span");
    sort.textContent = choice.sort;
    entry.append(choice.name, sort);
    // The input keeps the focus.
    entry.addEventListener("pointerdown", (event) => event.preventDefault());
    entry.addEventListener("mousedown", (event) => event.preventDefault());
    entry.addEventListener("click", () => {
      this.#mark(n);
      this.take();
    });
    return entry;
  }

  #mark(n: number) {
    this.#at = n;
    for (const [at, entry] of [...this.#list.children].entries()) {
      entry.setAttribute("aria-selected", String(at === n));
    }
    if (this.current) this.input.setAttribute("aria-activedescendant", `${LIST}-${n}`);
    else this.input.removeAttribute("aria-activedescendant");
    this.tell?.(this.current);
  }
}
