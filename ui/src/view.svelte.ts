// How the user looks at the document: selection, what is lit, kinds shown, tool, theme, toasts, and what
// one part of the window asks of another. Nothing here is kept in the document.
import type { Error as Failure } from "./generated/Error";
import type { Ghost } from "./generated/Ghost";
import type { Kind } from "./generated/Kind";
import type { Lens } from "./generated/Lens";
import type { Point } from "./generated/Point";
import type { Rect } from "./generated/Rect";
import type { RecordId } from "./generated/RecordId";
import type { Said } from "./generated/Said";
import { KINDS, keyOf, type Key } from "./records";

export type Tool = "select" | "actor" | "flow" | "zone" | "note" | "hand";
/** A direction on the sheet. */
export type Way = "left" | "right" | "up" | "down";
export type Palette = "light" | "dark" | "contrast" | "contrast_night";
export type Theme = "auto" | Palette;

/** How much larger all is on a projector, beside the size of text that was chosen. */
const LARGER = 1.25;
/** How large everything in the window may be, 1 for as designed. */
export const TEXT_SIZES: readonly number[] = [1, 1.15, 1.3, 1.5];

/** Some actors and what is so many steps from them. */
export interface Focus {
  readonly actors: readonly number[];
  readonly steps: 1 | 2;
  /** The rest is hidden rather than faded. */
  readonly hides: boolean;
}

/** Something one part of the window asks another to do. */
export type Ask =
  | { ask: "fit" }
  | { ask: "fit_selection" }
  | { ask: "look_at"; area: Rect }
  /** Which part of the sheet is seen; null for all of the map. */
  | { ask: "where"; tell: (area: Rect | null) => void }
  | { ask: "show"; items: readonly RecordId[] }
  /** Back to where the camera was before it went to see what a line would do, if nobody has moved it since. */
  | { ask: "unforesee" }
  /** These (null: everything) as large as they fit above so many pixels at the bottom, until `unframe`. */
  | { ask: "frame"; items: readonly RecordId[] | null; bottom: number }
  /** Back to where the camera was before the first `frame`. */
  | { ask: "unframe" }
  | { ask: "zoom"; by: number }
  | { ask: "zoom_to"; zoom: number }
  | { ask: "focus_canvas" }
  /** With this text in it, of which the words between two places are selected. */
  | { ask: "focus_lane"; text?: string; select?: readonly [number, number] }
  /** What was not understood of what was pasted goes into the lane, to be mended there. */
  | { ask: "mend"; said: Said }
  /** What can be done with what is selected, or with empty paper, at a place in the window in CSS pixels. */
  | { ask: "menu"; at: Point }
  | { ask: "focus_parking" }
  | { ask: "rename"; item: RecordId }
  | { ask: "new_actor" }
  | { ask: "new_linked_actor" }
  /** A flow from the selected actor to one that is named. */
  | { ask: "connect" }
  /** A zone, to be named, around the selected actors. */
  | { ask: "group" }
  /** To the flow or actor that lies this way. */
  | { ask: "walk"; way: Way };

/** A message that passes by; errors stay until dismissed. */
export interface Toast {
  readonly id: number;
  readonly tone: "info" | "warning" | "error";
  readonly message: string;
  readonly hint: string;
  /** What the system said of it. */
  readonly details?: string;
  /** What can be done about it, as a button. */
  readonly action?: { readonly name: string; readonly run: () => void };
}

/** What of the map is shown, and what is picked out on it. */
export interface Layers {
  readonly kinds: ReadonlySet<Kind>;
  readonly highlight: readonly RecordId[] | null;
  readonly selection: readonly RecordId[];
  readonly focus: View["focus"];
}

class View {
  /** What is selected, in the order it was. */
  selection: readonly RecordId[] = $state.raw([]);
  readonly selected: ReadonlySet<Key> = $derived(new Set(this.selection.map(keyOf)));
  /** What a pointed-at finding rests on; all else fades. */
  highlight: readonly RecordId[] | null = $state.raw(null);
  /** The kinds of flows that are shown. */
  kinds: ReadonlySet<Kind> = $state.raw(new Set(KINDS));
  /** What cards and flows are coloured by. */
  lens: Lens | null = $state(null);
  /** Whose neighbourhood is looked at alone. */
  focus: Focus | null = $state.raw(null);
  /** Whether the list of saved views is open. */
  viewsOpen = $state(false);
  tool: Tool = $state("select");
  /** Which window face is up. */
  face: "start" | "map" | "page" | "present" = $state("start");
  /** A lighter circle follows the pointer, the rest of the map is dimmed. */
  spotlight = $state(false);
  /** A small map of the whole stands in the corner while only a part is seen. */
  minimap = $state(true);
  overlay: "palette" | "find" | "help" | null = $state(null);
  /** The side panel; null when folded away. */
  panel: "selection" | "says" | "outline" | "registers" | "whatif" | "workshop" | null = $state("says");
  /** The field of what is selected that the keys go to as soon as it is there. */
  fieldAsked: string | null = $state(null);
  /** Whether a flow that was just drawn waits for its kind to be picked. */
  offersKinds = $state(false);
  /** The scenario that is looked at. */
  scenario: number | null = $state(null);
  /** Whether the map shows it. */
  ghosted = $state(true);
  theme: Theme = $state("auto");
  /** One of {@link TEXT_SIZES}. */
  textSize = $state(1);
  /** For a projector: larger words, bolder strokes. */
  large = $state(false);
  /** How large everything in the window is, 1 for as designed. */
  readonly windowZoom: number = $derived(this.textSize * (this.large ? LARGER : 1));
  toasts: readonly Toast[] = $state.raw([]);
  /** What the live region says. */
  announcement = $state("");
  /** How much of the sheet's lower left corner a legend covers, in CSS pixels. */
  corner: { readonly w: number; readonly h: number } = $state.raw({ w: 0, h: 0 });
  /** How much of the window's bottom the line being typed covers with what it means, in CSS pixels. */
  covered = $state(0);
  /** What the line being typed would put on the map. */
  ghosts: readonly Ghost[] = $state.raw([]);
  /** The camera's zoom, 1 for 100%. */
  zoom = $state(1);
  /** The middle of what the window shows, in map units: where new things go. */
  centre: Point = $state.raw({ x: 0, y: 0 });

  #system: { dark: boolean; contrast: boolean } = $state({ dark: false, contrast: false });
  readonly palette: Palette = $derived(
    this.theme !== "auto"
      ? this.theme
      : this.#system.contrast
        ? this.#system.dark
          ? "contrast_night"
          : "contrast"
        : this.#system.dark
          ? "dark"
          : "light",
  );
  #askers = new Set<(ask: Ask) => void>();
  #lastToast = 0;

  constructor() {
    this.#follow("(prefers-color-scheme: dark)", (on) => (this.#system.dark = on));
    this.#follow("(prefers-contrast: more), (forced-colors: active)", (on) => (this.#system.contrast = on));
  }

  #follow(query: string, tell: (on: boolean) => void) {
    if (typeof matchMedia === "undefined") return;
    const media = matchMedia(query);
    tell(media.matches);
    media.addEventListener("change", () => tell(media.matches));
  }

  select(items: readonly RecordId[]) {
    this.selection = items;
  }

  /** Adds what is not selected and takes out what is. */
  toggle(items: readonly RecordId[]) {
    const keys = new Set(items.map(keyOf));
    const kept = this.selection.filter((id) => !keys.has(keyOf(id)));
    this.selection = [...kept, ...items.filter((id) => !this.selected.has(keyOf(id)))];
  }

  /** Shows or hides a kind; hiding the last one shows all again. */
  toggleKind(kind: Kind) {
    const kinds = KINDS.filter((k) => this.kinds.has(k) !== (k === kind));
    this.kinds = new Set(kinds.length === 0 ? KINDS : kinds);
  }

  /** Shows this kind alone, or all again if it was alone. */
  soloKind(kind: Kind) {
    const alone = this.kinds.size === 1 && this.kinds.has(kind);
    this.kinds = alone ? new Set(KINDS) : new Set([kind]);
  }

  showAllKinds() {
    this.kinds = new Set(KINDS);
  }

  get layers(): Layers {
    const { kinds, highlight, selection, focus } = this;
    return { kinds, highlight, selection, focus };
  }

  set layers({ kinds, highlight, selection, focus }: Layers) {
    this.kinds = kinds;
    this.highlight = highlight;
    this.selection = selection;
    this.focus = focus;
  }

  ask(ask: Ask) {
    for (const asker of this.#askers) asker(ask);
  }

  /** Hears what is asked, until the returned function is called. */
  onAsk(handler: (ask: Ask) => void): () => void {
    this.#askers.add(handler);
    return () => this.#askers.delete(handler);
  }

  /** The newest takes the place of one that says the same, or offers the same: what was done before is past. */
  toast(toast: Omit<Toast, "id">): number {
    const id = ++this.#lastToast;
    const isPast = (t: Toast) =>
      t.message === toast.message || (t.action !== undefined && t.action.name === toast.action?.name);
    this.toasts = [...this.toasts.filter((t) => !isPast(t)), { ...toast, id }];
    return id;
  }

  /** Says what failed. A refused edit is a warning, not a failure. */
  fail(failure: Failure, action?: Toast["action"]) {
    const tone = failure.code === "refused" || failure.code === "not_understood" ? "warning" : "error";
    const { message, hint, details } = failure;
    this.toast({ tone, message, hint, details, ...(action && { action }) });
  }

  /** What was refused is past once something else was done. */
  dismissRefused() {
    if (this.toasts.some((t) => t.tone === "warning"))
      this.toasts = this.toasts.filter((t) => t.tone !== "warning");
  }

  dismiss(id: number) {
    this.toasts = this.toasts.filter((t) => t.id !== id);
  }

  announce(text: string) {
    this.announcement = text;
  }

  /** Back to how a freshly opened document is looked at. */
  reset() {
    this.selection = [];
    this.highlight = null;
    this.offersKinds = false;
    // A workshop is about the map it was held on; its time, where that goes on, stands among the tools.
    if (this.panel === "workshop") this.panel = "says";
    this.kinds = new Set(KINDS);
    this.lens = null;
    this.scenario = null;
    this.ghosted = true;
    this.viewsOpen = false;
    this.focus = null;
    this.tool = "select";
    this.overlay = null;
    this.ghosts = [];
    this.spotlight = false;
    // What was said, or is offered with it, such as the way back, is about the map that was open.
    this.toasts = [];
  }
}

/** The one view of this window. */
export const view = new View();

/** Runs `effect` now and whenever state that it read changes, outside of any component. */
export function follow(effect: () => void): () => void {
  return $effect.root(() => {
    $effect(effect);
  });
}
