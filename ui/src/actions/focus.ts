import { doc } from "../document.svelte";
import { view } from "../view.svelte";
import { words } from "../words";
import type { Action } from "./action";
import { onMap, selected } from "./when";

/** Whose neighbourhood is meant: the selected actors and the ends of selected flows, else those focused on. */
function meant(): readonly number[] {
  const chosen = selected("actor", "flow").flatMap((id) => {
    if (id.table !== "flow") return id.table === "actor" ? [id.id] : [];
    const flow = doc.records.flow.get(id.id);
    return flow ? [flow.from, flow.to] : [];
  });
  return chosen.length > 0 ? [...new Set(chosen)] : (view.focus?.actors ?? []);
}

const isSame = (a: readonly number[], b: readonly number[]) =>
  a.length === b.length && a.every((id) => b.includes(id));

const action = (steps: 1 | 2, id: string, name: string, key: string): Action => ({
  id,
  name,
  group: "View",
  keys: [key],
  possible: () => onMap() && meant().length > 0,
  on: () => view.focus?.steps === steps,
  run() {
    const actors = meant();
    const isThere = view.focus?.steps === steps && isSame(actors, view.focus.actors);
    view.focus = isThere ? null : { actors, steps, hides: view.focus?.hides ?? false };
  },
});

const hide: Action = {
  id: "focus_hide",
  name: words.focus.hide,
  group: "View",
  keys: ["Shift+H"],
  possible: () => onMap() && (view.focus !== null || meant().length > 0),
  on: () => view.focus?.hides ?? false,
  run() {
    view.focus = view.focus
      ? { ...view.focus, hides: !view.focus.hides }
      : { actors: meant(), steps: 1, hides: true };
  },
};

const leave: Action = {
  id: "focus_leave",
  name: words.focus.leave,
  group: "View",
  keys: [],
  possible: () => onMap() && view.focus !== null,
  run: () => void (view.focus = null),
};

/** Some actors with what is near, the rest faded or hidden; again goes back. */
export const focus: readonly Action[] = [
  action(1, "focus_1", words.focus.one, "I"),
  action(2, "focus_2", words.focus.two, "Shift+I"),
  hide,
  leave,
];
