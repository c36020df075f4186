// The neighbourhood that is looked at: which actors, flows, zones and notes are near enough.
import { doc } from "./document.svelte";
import { neighbourhood } from "./neighbourhood";
import type { Key } from "./records";
import { view } from "./view.svelte";

class Focused {
  /** What is near, with the zones that it lies in; null where nothing is focused on. */
  readonly near: ReadonlySet<Key> | null = $derived.by(() => {
    if (!view.focus) return null;
    const { actors, steps } = view.focus;
    const there = actors.filter((id) => doc.records.actor.has(id));
    if (there.length === 0) return null;
    const near = neighbourhood(doc.records.flow.values(), there, steps, view.kinds);
    const zones = [...doc.records.actor.values()].flatMap(({ id, zone }) =>
      zone !== null && near.has(`actor:${id}`) ? [`zone:${zone}` as const] : [],
    );
    return new Set([...near, ...zones]);
  });
  /** What alone can be seen; null for all. */
  readonly only: ReadonlySet<Key> | null = $derived(view.focus?.hides ? this.near : null);
}

/** What the focus comes to. */
export const focused = new Focused();
