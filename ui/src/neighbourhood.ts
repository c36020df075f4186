// What is near some actors, along the flows between them.
import type { Flow } from "./generated/Flow";
import type { Kind } from "./generated/Kind";
import type { Key } from "./records";

/** The actors at most `steps` flows of these kinds away, and the flows on the way; helpers on a flow count as its ends. */
export function neighbourhood(
  flows: Iterable<Flow>,
  actors: readonly number[],
  steps: number,
  kinds: ReadonlySet<Kind>,
): Set<Key> {
  const touching = new Map<number, Flow[]>();
  for (const flow of flows) {
    if (!kinds.has(flow.kind)) continue;
    for (const end of new Set([flow.from, flow.to, ...flow.via])) {
      const there = touching.get(end);
      if (there) there.push(flow);
      else touching.set(end, [flow]);
    }
  }
  const near = new Set<Key>(actors.map((id) => `actor:${id}`));
  let rim = actors;
  for (let step = 0; step < steps; step++) {
    const next: number[] = [];
    for (const flow of rim.flatMap((id) => touching.get(id) ?? [])) {
      near.add(`flow:${flow.id}`);
      for (const end of [flow.from, flow.to, ...flow.via]) {
        if (near.has(`actor:${end}`)) continue;
        near.add(`actor:${end}`);
        next.push(end);
      }
    }
    rim = next;
  }
  return near;
}
