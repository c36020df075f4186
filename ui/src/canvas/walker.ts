// Carries out steps through the map: what is shown can be walked on, what is reached is selected, said
// aloud and brought into sight.
import type { Point } from "../generated/Point";
import type { RecordId } from "../generated/RecordId";
import { doc } from "../document.svelte";
import { focused } from "../focus.svelte";
import { keyOf } from "../records";
import { view, type Way } from "../view.svelte";
import { words } from "../words";
import { centre, middleOf } from "./geometry";
import { chainOf, isShown } from "./hit";
import type { Spatial } from "./spatial";
import { anyActor, nearestActor, walked, type Ground, type Path } from "./walk";

export class Walker {
  /** The actor whose flows are being gone through. */
  #home: number | null = null;

  constructor(
    private readonly spatial: Spatial,
    private readonly middle: () => Point,
    private readonly show: (id: RecordId) => void,
  ) {}

  /** One step; without a selection to the nearest actor from the middle of the window, that way if there is one. */
  go(way: Way) {
    const ground = this.#ground();
    const at = view.selection.at(-1);
    const to =
      at?.table === "actor" || at?.table === "flow"
        ? walked(ground, at, way, this.#home)
        : (nearestActor(ground, this.#from(at), way) ?? (at ? null : anyActor(ground, this.#from(at))));
    if (!to) return view.announce(words.walk.nothing);
    if (at?.table === "actor") this.#home = at.id;
    view.select([to]);
    this.show(to);
    this.#say(to);
  }

  #from(at: RecordId | undefined): Point {
    const item = at && doc.items.get(keyOf(at));
    return item ? centre(item.rect) : this.middle();
  }

  #ground(): Ground {
    const actors = new Map<number, Point>();
    const flows: Path[] = [];
    const shown = { kinds: view.kinds, only: focused.only };
    for (const entry of this.spatial.values()) {
      const { id, rect } = entry.item;
      if (!isShown(entry, shown)) continue;
      if (id.table === "actor") actors.set(id.id, centre(rect));
      const flow = id.table === "flow" ? doc.records.flow.get(id.id) : undefined;
      if (flow) {
        flows.push({ id: flow.id, from: flow.from, to: flow.to, middle: middleOf(chainOf(entry.item)) });
      }
    }
    return { actors, flows };
  }

  #say(id: RecordId) {
    const name = doc.items.get(keyOf(id))?.name ?? "";
    if (id.table !== "actor") return view.announce(name);
    const flows = [...doc.records.flow.values()].filter((f) => f.from === id.id || f.to === id.id);
    view.announce(`${name}. ${words.walk.flows(flows.length)}`);
  }
}
