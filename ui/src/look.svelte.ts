// The palette that is asked for, given to the style sheets; and the choice of it kept for the next time.
import { inksOf } from "./canvas/inks";
import { doc } from "./document.svelte";
import { view, type Theme } from "./view.svelte";

const KEPT = "theme";
const THEMES: readonly Theme[] = ["auto", "light", "dark", "contrast"];

/** To be called once, while the window's root is set up. */
export function followLook() {
  const kept = localStorage.getItem(KEPT);
  view.theme = THEMES.find((theme) => theme === kept) ?? "auto";

  $effect(() => localStorage.setItem(KEPT, view.theme));
  $effect(() => {
    document.documentElement.dataset["theme"] = view.palette;
  });
  $effect(() => {
    if (!doc.assets) return;
    for (const [ink, colour] of Object.entries(inksOf(doc.assets, view.palette))) {
      document.documentElement.style.setProperty(`--ink-${ink}`, colour);
    }
  });
}
