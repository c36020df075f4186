// A real text input over the canvas, where a name, title, text or label is written. Real, so that input
// methods, spelling and assistive technology work.
import type { Rect } from "../generated/Rect";
import { toMap, toScreen, type Camera } from "./camera";
import { clearOf } from "./free_place";
import { Choices, type Choice } from "./choices";

export interface Writing {
  /** What is written, for a screen reader. */
  readonly label: string;
  /** Where, in map units. */
  readonly area: Rect;
  readonly value: string;
  /** Typed already, in place of the value. */
  readonly initial?: string | undefined;
  readonly multiline?: boolean;
  /** It is made even of nothing written, unless Escape, or undo, calls it off. */
  readonly mayBeEmpty?: boolean;
  readonly face: "card" | "label" | "zone" | "note" | "question";
  /** Whether something is there, in map units, that ought to stay in reach of the pointer meanwhile. */
  isTaken?(area: Rect): boolean;
  /** What can be chosen for a text; Enter takes one of these. */
  choices?(text: string): readonly Choice[];
  /** The one that Enter would take. */
  chosen?(choice: Choice | null): void;
  /** Enter, or the focus went elsewhere; what speaks against it, when it was refused and may be mended. */
  commit(value: string, choice: Choice | null): Promise<Refusal | null>;
  /** Keeps all the same what was refused: on a second Enter, or when the focus went elsewhere. */
  anyway?: { readonly hint: string; keep(value: string, isMeant: boolean): Promise<unknown> } | undefined;
  /** Tab: after the commit. */
  next?(): void;
  /** Gone, kept or not. */
  done?(): void;
}

/** What speaks against what was written, in words to stand by it; empty where that is said elsewhere. */
export interface Refusal {
  readonly message: string;
  readonly hint: string;
}

/** The least size of letters, in CSS pixels, however far away the map is. */
const LEAST_SIZE = 12;
/** What the input keeps from the canvas's edge, in CSS pixels. */
const MARGIN = 8;
const SIZES = { card: 14, label: 12, zone: 14, note: 13, question: 14 } as const;
/** How far the frame of what is selected reaches beyond it, in CSS pixels: it would show behind the input. */
const FRAME = { card: 4, label: 0, zone: 0, note: 2, question: 0 } as const;
const LEAST_WIDTH = { card: 168, label: 168, zone: 200, note: 176, question: 288 } as const;

export class InPlace {
  #open: {
    readonly element: HTMLInputElement | HTMLTextAreaElement;
    readonly writing: Writing;
    readonly choices: Choices | null;
    readonly against: Against | null;
  } | null = null;

  constructor(
    private readonly container: HTMLElement,
    private readonly camera: () => Camera,
    /** Where the focus goes when a key has closed the input. */
    private readonly focusBehind: () => void,
    /** Undo, pressed before anything was written, means the step that led here. */
    private readonly undo: () => void,
  ) {}

  get isOpen(): boolean {
    return this.#open !== null;
  }

  open(writing: Writing, refusal: Refusal | null = null) {
    void this.finish(true);
    const element = document.createElement(writing.multiline ? "textarea" : "input");
    element.className = `writing writing-${writing.face}`;
    element.setAttribute("aria-label", writing.label);
    element.placeholder = writing.label;
    element.spellcheck = false;
    element.autocomplete = "off";
    element.value = writing.initial ?? writing.value;
    element.addEventListener("keydown", (event) => void this.#press(event as KeyboardEvent));
    // Who goes elsewhere keeps what was written, but has chosen nothing.
    element.addEventListener("blur", () => void this.finish(!writing.choices));
    this.container.append(element);
    const choices = writing.choices
      ? new Choices(element, writing.choices, writing.chosen, () => void this.#enter())
      : null;
    const against = refusal?.message ? new Against(element, refusal, writing.anyway?.hint) : null;
    this.#open = { element, writing, choices, against };
    this.place();
    element.focus({ preventScroll: true });
    if (writing.initial === undefined) element.select();
    else element.setSelectionRange(element.value.length, element.value.length);
  }

  /** Follows the camera. */
  place() {
    if (!this.#open) return;
    const { element, writing } = this.#open;
    const { zoom } = this.camera();
    // A question is the window's, not the map's: it is read at one size.
    const isQuestion = writing.face === "question";
    const at = toScreen(this.camera(), writing.area);
    const frame = 2 * FRAME[writing.face];
    // Wide enough for its letters, and for what it asks.
    const letters = isQuestion ? 1 : Math.max(1, zoom);
    const width = Math.max(writing.area.w * zoom + frame, LEAST_WIDTH[writing.face] * letters);
    const height = Math.max(writing.area.h * zoom + frame, 28);
    const within = (start: number, length: number, room: number) =>
      Math.max(MARGIN, Math.min(start, room - length - MARGIN));
    const middle = writing.face === "zone" ? 0 : (writing.area.w * zoom - width) / 2;
    const left = within(at.x + middle, width, this.container.clientWidth);
    const rest = this.container.clientHeight;
    const wanted = at.y + (writing.area.h * zoom - height) / 2;
    const isFree = (top: number) => {
      const { x, y } = toMap(this.camera(), { x: left, y: top });
      return (
        within(top, height, rest) === top && !writing.isTaken?.({ x, y, w: width / zoom, h: height / zoom })
      );
    };
    const top = within(writing.isTaken ? clearOf(wanted, height, isFree) : wanted, height, rest);
    Object.assign(element.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${width}px`,
      height: `${height}px`,
      fontSize: `${Math.max(LEAST_SIZE, SIZES[writing.face] * (isQuestion ? 1 : zoom))}px`,
    });
    this.#open.choices?.place();
    this.#open.against?.place();
  }

  /** Takes the input away; keeps what was written, or not. True unless that was refused. */
  async finish(keep: boolean, isByKey = false): Promise<boolean> {
    const open = this.#open;
    if (!open) return true;
    this.#open = null;
    const { element, writing, choices, against } = open;
    const { anyway } = writing;
    const choice = choices?.current ?? null;
    const value = choice?.name ?? element.value.trim();
    choices?.remove();
    against?.remove();
    element.remove();
    writing.done?.();
    if (!keep || (value === writing.value && !writing.mayBeEmpty)) return true;
    const isMeant = isByKey && against !== null && value === writing.initial;
    const refusal = isMeant ? null : await writing.commit(value, choice);
    if (anyway && (isMeant || (refusal && !isByKey))) await anyway.keep(value, isMeant);
    else if (refusal && !this.#open) this.open({ ...writing, initial: value }, refusal);
    else return refusal === null;
    return anyway !== undefined;
  }

  async #press(event: KeyboardEvent) {
    event.stopPropagation();
    if (event.isComposing || !this.#open) return;
    const { writing, choices } = this.#open;
    if (choices?.press(event.key)) return event.preventDefault();
    const isEnter = event.key === "Enter" && !(writing.multiline && event.shiftKey);
    const isTab = event.key === "Tab" && !event.shiftKey && writing.next !== undefined;
    if (this.#undoes(event)) {
      event.preventDefault();
      await this.finish(false);
      this.focusBehind();
      if (!writing.mayBeEmpty) this.undo();
      return;
    }
    if (!isEnter && !isTab && event.key !== "Escape") return;
    event.preventDefault();
    const finished = this.finish(event.key !== "Escape", true);
    if (!this.#open) this.focusBehind();
    const isKept = await finished;
    if (isTab && isKept) writing.next?.();
  }

  async #enter() {
    const finished = this.finish(true, true);
    this.focusBehind();
    await finished;
  }

  #undoes(event: KeyboardEvent): boolean {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
    return isUndo && this.#open?.element.value === "";
  }
}

/** What speaks against what was written, under the input or above it where there is no room. */
class Against {
  readonly #element = document.createElement("p");

  constructor(
    private readonly input: HTMLElement,
    { message, hint }: Refusal,
    anyway: string | undefined,
  ) {
    this.#element.className = "against";
    this.#element.setAttribute("role", "alert");
    const lines = [message, hint, anyway].filter((line) => line);
    this.#element.append(
      ...lines.map((line) => Object.assign(document.createElement("span"), { textContent: line })),
    );
    input.after(this.#element);
  }

  place() {
    const { offsetLeft, offsetTop, offsetHeight, offsetParent } = this.input;
    const [room, height] = [offsetParent?.clientHeight ?? Infinity, this.#element.offsetHeight];
    const below = offsetTop + offsetHeight + 4;
    const left = Math.min(
      offsetLeft,
      (offsetParent?.clientWidth ?? Infinity) - this.#element.offsetWidth - MARGIN,
    );
    this.#element.style.left = `${left}px`;
    this.#element.style.top = `${below + height + MARGIN < room ? below : offsetTop - height - 4}px`;
  }

  remove() {
    this.#element.remove();
  }
}
