// In which language the window speaks: what was chosen, else the system's.
import type { Language } from "./generated/Language";

export const LANGUAGES: readonly Language[] = ["en", "es"];

const KEPT = "language";

/** The language the window speaks. */
export function language(): Language {
  const chosen = typeof localStorage === "undefined" ? null : localStorage.getItem(KEPT);
  const [own] = (typeof navigator === "undefined" ? "" : navigator.language).split("-");
  return LANGUAGES.find((each) => each === (chosen ?? own)) ?? "en";
}

/** Keeps a language for this time and the next; to be heard once the window is loaded anew. */
export function keepLanguage(chosen: Language) {
  localStorage.setItem(KEPT, chosen);
}
