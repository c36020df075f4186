import { view, type Theme } from "../view.svelte";
import type { Action } from "./action";
import { words } from "../words";

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
  action("auto", words.actions.themes.auto),
  action("light", words.actions.themes.light),
  action("dark", words.actions.themes.dark),
  action("contrast", words.actions.themes.contrast),
  action("contrast_night", words.actions.themes.contrast_night),
];
