import type { Language } from "../generated/Language";
import { keepLanguage, language, LANGUAGES } from "../language";
import { words } from "../words";
import type { Action } from "./action";

function action(chosen: Language): Action {
  return {
    id: `language_${chosen}`,
    name: words.actions.language(words.languages[chosen]),
    group: "View",
    keys: [],
    possible: () => language() !== chosen,
    on: () => language() === chosen,
    run() {
      keepLanguage(chosen);
      // Every sentence is said anew; the open map never left the core.
      sessionStorage.removeItem("open");
      location.reload();
    },
  };
}

export const languages: readonly Action[] = LANGUAGES.map(action);
