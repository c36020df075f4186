// Six kinds beside a flow that was just drawn. The digits work without it; it says so.
import type { Kind } from "../generated/Kind";
import type { Point } from "../generated/Point";
import { KINDS } from "../records";
import { view } from "../view.svelte";
import { toScreen, type Camera } from "./camera";
import { words } from "../words";

/** Room for the speed lane at the bottom, in CSS pixels. */
const LANE = 72;

export class KindPicker {
  #open: { element: HTMLElement; at: () => Point | null; pick: (kind: Kind) => void } | null = null;

  constructor(
    private readonly container: HTMLElement,
    private readonly camera: () => Camera,
  ) {}

  open(at: () => Point | null, now: Kind, pick: (kind: Kind) => void) {
    this.close();
    const element = document.createElement("div");
    element.className = "kind-picker";
    element.setAttribute("role", "toolbar");
    element.setAttribute("aria-label", words.canvas.kinds);
    for (const [index, kind] of KINDS.entries()) {
      const button = document.createElement("button");
      button.type = "button";
      button.style.setProperty("--kind", `var(--ink-${kind})`);
      button.setAttribute("aria-pressed", String(kind === now));
      const digit = document.createElement("kbd");
      digit.textContent = String(index + 1);
      button.append(digit, words.kindNames[kind]);
      // The canvas keeps the focus, so that keys go on as before.
      button.addEventListener("pointerdown", (event) => event.preventDefault());
      button.addEventListener("click", () => this.pick(kind));
      element.append(button);
    }
    this.#open = { element, at, pick };
    this.container.append(element);
    view.offersKinds = true;
    this.place();
  }

  /** Picks a kind and closes; false when there is nothing to pick. */
  pick(kind: Kind): boolean {
    const open = this.#open;
    this.close();
    open?.pick(kind);
    return open !== null;
  }

  /** Follows the camera and the flow. */
  place() {
    const at = this.#open?.at();
    if (!this.#open || !at) return this.close();
    const { element } = this.#open;
    const p = toScreen(this.camera(), at);
    const { clientWidth: width, clientHeight: height } = this.container;
    const left = Math.min(Math.max(8, p.x - element.offsetWidth / 2), width - element.offsetWidth - 8);
    const below = p.y + 14;
    const top = Math.min(below, height - LANE - element.offsetHeight);
    element.style.transform = `translate(${Math.round(left)}px, ${Math.round(Math.max(8, top))}px)`;
  }

  get isOpen(): boolean {
    return this.#open !== null;
  }

  close() {
    this.#open?.element.remove();
    this.#open = null;
    view.offersKinds = false;
  }
}
