// The palette and the size that are asked for, given to the style sheets and the window; and what was
// chosen kept for the next time.
import { inksOf } from "./canvas/inks";
import { doc } from "./document.svelte";
import { setWindowZoom } from "./host";
import { TEXT_SIZES, view, type Theme } from "./view.svelte";

const KEPT = "theme";
const THEMES: readonly Theme[] = ["auto", "light", "dark", "contrast", "contrast_night"];
const SIZE = "textSize";
const SMALL_MAP = "smallMap";

/** To be called once, while the window's root is set up. */
export function followLook() {
  const kept = localStorage.getItem(KEPT);
  view.theme = THEMES.find((theme) => theme === kept) ?? "auto";

  view.textSize = TEXT_SIZES.find((size) => String(size) === localStorage.getItem(SIZE)) ?? 1;

  view.minimap = localStorage.getItem(SMALL_MAP) !== "off";

  $effect(() => localStorage.setItem(KEPT, view.theme));
  $effect(() => localStorage.setItem(SMALL_MAP, view.minimap ? "on" : "off"));
  $effect(() => localStorage.setItem(SIZE, String(view.textSize)));
  $effect(() => {
    // The whole window grows, as a page does, so that every measure in it stays true.
    void setWindowZoom(view.windowZoom).catch(() => {});
  });
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
