// How long a message is shown that goes by itself.
import type { Toast } from "../view.svelte";

/** Milliseconds until the eyes have come to it, and for each letter: 200 words of English in a minute. */
const NOTICED = 3000;
const LETTER = 50;
/** Milliseconds that the shortest is shown, and one with something to decide. */
const LEAST = 6000;
const OFFERED = 15_000;

/** Milliseconds that a message is shown; null for one that stays until it is put away: what failed. */
export function shownFor({ tone, message, hint, action }: Omit<Toast, "id">): number | null {
  if (tone === "error") return null;
  return Math.max(action ? OFFERED : LEAST, NOTICED + (message.length + hint.length) * LETTER);
}
