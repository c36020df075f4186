// The map for those who do not see it: a list of actors and flows that can be walked through with the
// keyboard. Each entry tells where its middle is in the window
// and how large it is, in CSS pixels.
import type { Item } from "../generated/Item";
import type { Point } from "../generated/Point";
import { idOf, type Key } from "../records";
import { focused } from "../focus.svelte";
import { follow, view } from "../view.svelte";
import { toScreen, type Camera } from "./camera";
import { centre, middleOf } from "./geometry";
import { chainOf, isShown } from "./hit";
import { words } from "../words";

/** Milliseconds of quiet after which the list follows the picture, and after which it follows without quiet. */
const QUIET = 60;
const PATIENCE = 300;
/** Entries brought up to date in one go. */
const BATCH = 400;
/**
 * Items of a picture above which only what is near is listed: so many cards, and what is selected. Of a selection
 * that is larger than that only what is near: thousands of entries are no list, and took 50 MB.
 */
const MANY = 800;
const NEAR = 250;

export class Spoken {
  readonly element = document.createElement("div");
  readonly #list = document.createElement("ul");
  readonly #entries = new Map<Key, HTMLButtonElement>();
  #timer = 0;
  /** Since when the list is behind; null while it is not. */
  #behind: number | null = null;
  #tabbed: HTMLButtonElement | null = null;
  readonly #unfollow: () => void;
  /** What is near, and of which view that was found. */
  #near: { readonly of: string; readonly keys: readonly Key[] } | null = null;

  constructor(
    private readonly items: ReadonlyMap<Key, Item>,
    private readonly camera: () => Camera,
    private readonly origin: () => Point,
    private readonly middle: () => Point,
    private readonly show: (key: Key) => void,
  ) {
    this.element.className = "unseen";
    this.#list.setAttribute("aria-label", words.canvas.items);
    this.element.append(this.#list);
    this.#list.addEventListener("click", (event) => this.#choose(event.target, event.shiftKey));
    this.#list.addEventListener("keydown", (event) => this.#walk(event));
    // Who comes by Tab sees where the keys are: what has them is selected.
    this.#list.addEventListener("focusin", ({ target, relatedTarget }) => {
      const isWithin = relatedTarget instanceof Node && this.#list.contains(relatedTarget);
      const isSelected = target instanceof HTMLElement && view.selected.has(target.dataset.key as Key);
      if (!isWithin && !isSelected) this.#choose(target, false);
    });
    this.#unfollow = follow(() => {
      void view.kinds;
      void focused.only;
      this.follow();
    });
  }

  /** The picture, the camera or the selection changed: the list follows when it is quiet, or after a while. */
  follow() {
    const now = performance.now();
    this.#behind ??= now;
    set(this.#list, "aria-busy", "true");
    if (now - this.#behind > PATIENCE) return;
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#catchUp(), QUIET);
  }

  destroy() {
    this.#unfollow();
    window.clearTimeout(this.#timer);
  }

  #catchUp() {
    this.#behind = null;
    const wanted = this.#wanted();
    const keys = new Set(wanted.map(([key]) => key));
    for (const [key, button] of this.#entries) {
      if (keys.has(key)) continue;
      button.parentElement?.remove();
      this.#entries.delete(key);
    }
    this.#update(wanted, 0);
  }

  #update(wanted: readonly (readonly [Key, Item])[], from: number) {
    const origin = this.origin();
    for (const [n, [key, item]] of wanted.slice(from, from + BATCH).entries()) {
      const button = this.#entries.get(key) ?? this.#add(key, wanted[from + n - 1]?.[0]);
      const at = toScreen(this.camera(), item.layer === "flow" ? middleOf(chainOf(item)) : centre(item.rect));
      const isSelected = view.selected.has(key);
      set(button, "aria-label", item.name);
      set(button, "aria-pressed", String(isSelected));
      set(button, "data-x", (at.x + origin.x).toFixed(1));
      set(button, "data-y", (at.y + origin.y).toFixed(1));
      set(button, "data-w", (item.rect.w * this.camera().zoom).toFixed(1));
      set(button, "data-h", (item.rect.h * this.camera().zoom).toFixed(1));
      if (isSelected || !this.#tabbed?.isConnected) this.#makeTabbed(button);
    }
    if (from + BATCH < wanted.length) {
      this.#timer = window.setTimeout(() => this.#update(wanted, from + BATCH), 16);
    } else set(this.#list, "aria-busy", "false");
  }

  /** Everything that can be seen; on a large map what is near or selected, and where the focus is. */
  #wanted(): (readonly [Key, Item])[] {
    if (this.items.size < MANY) return [...this.items].filter(isListed);
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.key : null;
    const selected = view.selected.size > NEAR ? [] : view.selected;
    const keys = new Set([...this.#nearest(), ...selected, ...(focused ? [focused] : [])]);
    const found = [...keys].flatMap((key) => {
      const item = this.items.get(key);
      return item ? [[key, item] as const] : [];
    });
    return found.filter(isListed);
  }

  /** The cards nearest to the middle of what is seen, in the order of the picture. */
  #nearest(): readonly Key[] {
    const { x, y } = this.middle();
    const of = `${x} ${y} ${this.items.size}`;
    if (this.#near?.of === of) return this.#near.keys;
    const cards = [...this.items].filter(([, { layer }]) => layer === "card");
    const far = ([, { rect }]: [Key, Item]) => Math.hypot(centre(rect).x - x, centre(rect).y - y);
    const reach = cards.map(far).sort((a, b) => a - b)[NEAR] ?? Infinity;
    const keys = cards.filter((card) => far(card) <= reach).map(([key]) => key);
    this.#near = { of, keys };
    return keys;
  }

  /** An entry, after that of another. */
  #add(key: Key, after: Key | undefined): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.key = key;
    button.tabIndex = -1;
    const entry = document.createElement("li");
    entry.append(button);
    const before = after === undefined ? null : this.#entries.get(after)?.parentElement;
    if (before) before.after(entry);
    else this.#list.prepend(entry);
    this.#entries.set(key, button);
    return button;
  }

  /** One entry is reached by Tab, the others from it by the arrows. */
  #makeTabbed(button: HTMLButtonElement) {
    if (this.#tabbed) this.#tabbed.tabIndex = -1;
    this.#tabbed = button;
    button.tabIndex = 0;
  }

  #choose(target: EventTarget | null, adds: boolean) {
    const key = target instanceof HTMLElement ? target.dataset.key : undefined;
    if (!key) return;
    if (adds) view.toggle([idOf(key)]);
    else view.select([idOf(key)]);
    this.show(key);
  }

  #walk(event: KeyboardEvent) {
    const buttons = [...this.#list.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    const button = to === undefined ? undefined : buttons[to];
    if (!button) return;
    event.preventDefault();
    event.stopPropagation();
    this.#makeTabbed(button);
    button.focus();
    this.#choose(button, event.shiftKey);
  }
}

function set(element: HTMLElement, name: string, value: string) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

function isListed([key, item]: readonly [Key, Item]): boolean {
  const { layer } = item;
  return (
    (layer === "card" || layer === "flow") &&
    isShown({ key, item }, { kinds: view.kinds, only: focused.only })
  );
}
