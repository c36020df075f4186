// Sentences of the page in words of its own.
import type { Wording } from "../../generated/Wording";

/** The wordings with one sentence said so; nothing, or what it says anyway, goes back to that. */
export function reworded(wording: readonly Wording[], said: string, own: string): Wording[] {
  const others = wording.filter((each) => each.said !== said);
  const trimmed = own.replace(/\s+/g, " ").trim();
  return trimmed === "" || trimmed === said ? others : [...others, { said, own: trimmed }];
}
