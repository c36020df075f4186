// Keys to actions. Text fields keep their own keys; the canvas has heard a key before it comes here.
import type { Action } from "./action";
import { matches, type Pressed } from "./keys";

/** Where the focus is, as far as keys care. */
export type Focus = "text" | "canvas" | "other";

/** The action that these keys start. */
export function actionFor(actions: readonly Action[], pressed: Pressed, focus: Focus): Action | undefined {
  return actions.find(
    (action) =>
      action.keys.some((keys) => matches(keys, pressed)) &&
      (focus !== "text" || action.inText || isFunctionKey(pressed)) &&
      (focus === "canvas" || !action.onCanvas) &&
      action.possible(),
  );
}

/** No text is written by it. */
const isFunctionKey = ({ key }: Pressed) => /^F\d+$/.test(key);

/** Runs actions by their keys, until the returned function is called. */
export function listenForKeys(actions: readonly Action[], target: Window = window): () => void {
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (isModalOpen() || copiesSelectedText(event)) return;
    const action = actionFor(actions, event, focusOf(event.target));
    if (!action) return;
    event.preventDefault();
    void action.run();
  };
  target.addEventListener("keydown", press);
  return () => target.removeEventListener("keydown", press);
}

function focusOf(target: EventTarget | null): Focus {
  if (!(target instanceof HTMLElement)) return "other";
  if (target.matches("input, textarea, select") || target.isContentEditable) return "text";
  return target.closest("[data-canvas]") ? "canvas" : "other";
}

const isModalOpen = () => document.querySelector('[role="dialog"][data-state="open"], dialog[open]') !== null;

/** Text marked in a panel is what Ctrl-C means. */
function copiesSelectedText(event: KeyboardEvent): boolean {
  return matches("Mod+C", event) && getSelection()?.isCollapsed === false;
}
