import { view, type Theme } from "../view.svelte";
import type { Action } from "./action";

function action(theme: Theme, name: string): Action {
  return {
    id: `theme_${theme}`,
    name,
    group: "View",
    keys: [],
    possible: () => true,
    on: () => view.theme === theme,
    run: () => void (view.theme = theme),
  };
}

export const themes: readonly Action[] = [
  action("auto", "Light or dark as the system has it"),
  action("light", "Light"),
  action("dark", "Dark"),
  action("contrast", "High contrast, black on white"),
  action("contrast_night", "High contrast, white on black"),
];
