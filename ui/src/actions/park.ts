import { flushSync } from "svelte";
import { doc } from "../document.svelte";
import { view } from "../view.svelte";
import type { Action } from "./action";
import { canEdit, selected } from "./when";
import { words } from "../words";

/** Selected notes go to the parking lot; with none selected a thought is written there. */
export const park: Action = {
  id: "park",
  name: words.actions.park,
  group: "Insert",
  keys: ["P"],
  possible: canEdit,
  run() {
    const notes = selected("note");
    if (notes.length > 0) return doc.setField(notes, "parked", "yes");
    view.panel = "workshop";
    // The panel may only now be there to hear it; who types on at once loses no letter.
    flushSync();
    view.ask({ ask: "focus_parking" });
  },
};
