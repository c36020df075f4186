import { doc } from "../document.svelte";
import { actorId } from "../records";
import { view } from "../view.svelte";
import { words } from "../words";
import type { Action } from "./action";
import { canEdit, selected } from "./when";

const actors = () => selected("actor").flatMap((id) => (id.table === "actor" ? [id.id] : []));

/** The actor that was selected first stays, and takes in the others. */
export const merge: Action = {
  id: "merge",
  name: words.actions.merge,
  group: "Edit",
  keys: ["Mod+M"],
  title: () => {
    const into = doc.records.actor.get(actors()[0] ?? 0);
    return into ? words.actions.mergeInto(into.name) : words.actions.merge;
  },
  possible: () => canEdit() && actors().length > 1,
  async run() {
    const [into, ...others] = actors();
    if (into === undefined) return;
    const changed = await doc.edit({ command: "MergeActors", into, others });
    if (changed) view.select([actorId(into)]);
  },
};
