import type { Command } from "../../generated/Command";
import type { FlowId } from "../../generated/FlowId";
import type { Kind } from "../../generated/Kind";
import type { Rect } from "../../generated/Rect";
import { doc } from "../../document.svelte";
import { addedBy, idOf, type Key } from "../../records";
import { view } from "../../view.svelte";
import { contains, inflated } from "../geometry";
import { cardAt } from "../hit";
import { onGrid } from "../snapping";
import type { Gesture, Pointer, Stage } from "./gesture";

/** Pixels from its own card within which letting go means nothing. */
const NOTHING = 20;

const actorOf = (key: Key): number => Number(key.slice("actor:".length));
const isSelf = (kind: Kind) => kind === "decision";

/** What letting go at a place means. */
export function dropped(
  from: Key,
  target: Key | null,
  at: Pointer["map"],
  own: Rect,
  kind: Kind,
  zoom: number,
): Command | null {
  const other = actorOf(from);
  if (target === from) return isSelf(kind) ? { command: "AddFlow", from: other, to: other, kind } : null;
  if (target) return { command: "AddFlow", from: other, to: actorOf(target), kind };
  if (contains(inflated(own, NOTHING / zoom), at)) return null;
  const place = { x: at.x + onGrid(at.x), y: at.y + onGrid(at.y) };
  return { command: "AddActorWithFlow", name: "", at: place, other, incoming: false, kind };
}

let lastKind: Kind = "money";

/** The kind that a new flow begins with: the last one that was picked. */
export const usualKind = (): Kind => lastKind;
export const setUsualKind = (kind: Kind): void => void (lastKind = kind);

/** Draws a new flow from a card to another one, or to empty paper, where it makes the actor. */
export class Connect implements Gesture {
  readonly cursor = "crosshair";
  readonly pansAtEdge = true;
  #kind = lastKind;
  #late: Kind | null = null;
  #isChosen = false;
  #isOver = false;
  #last: Pointer;

  constructor(
    private readonly stage: Stage,
    private readonly from: Key,
    start: Pointer,
  ) {
    this.#last = start;
  }

  update(at: Pointer) {
    this.#last = at;
    const target = cardAt(this.stage.spatial, at.map, this.stage.camera.zoom);
    const own = this.stage.item(this.from)?.rect;
    const { overlay } = this.stage;
    const isHere = target?.key === this.from;
    overlay.target = target && (!isHere || isSelf(this.#kind)) ? target.key : null;
    overlay.rim = this.from;
    const to = target && !isHere ? target.item.rect : { ...at.map, w: 0, h: 0 };
    overlay.preview = own && !isHere ? { kind: this.#kind, from: own, to } : null;
  }

  kind(kind: Kind) {
    this.#kind = lastKind = kind;
    this.#isChosen = true;
    // A digit that is pressed before the core has answered is meant for the flow all the same.
    if (this.#isOver) this.#late = kind;
    else this.update(this.#last);
  }

  async end(at: Pointer) {
    const own = this.stage.item(this.from)?.rect;
    const target = cardAt(this.stage.spatial, at.map, this.stage.camera.zoom)?.key ?? null;
    this.cancel();
    this.#isOver = true;
    const command = own && dropped(this.from, target, at.map, own, this.#kind, this.stage.camera.zoom);
    if (!command) return;
    view.offersKinds = !this.#isChosen;
    const adding = doc.edit(command).then(addedBy);
    // The input opens at once: whoever types on does not wait for the core.
    if (command.command === "AddActorWithFlow") this.stage.nameAdded(command.at, adding);
    const added = await adding;
    const flow = added.find((id) => id.table === "flow");
    if (!flow) return void (view.offersKinds = false);
    view.select([...added.filter((id) => id.table === "actor"), flow]);
    if (this.#late) await doc.setField([flow], "kind", this.#late);
    if (command.command !== "AddFlow") return;
    // Whoever chose the kind on the way goes on with the words.
    if (this.#isChosen) this.stage.rename(flow, "");
    else this.stage.offerKinds(flow);
  }

  cancel() {
    this.stage.overlay.preview = null;
    this.stage.overlay.target = null;
    this.stage.overlay.rim = null;
  }
}

/** Hangs an end of a flow on another actor. */
export class Rehang implements Gesture {
  readonly cursor = "crosshair";
  readonly pansAtEdge = true;

  constructor(
    private readonly stage: Stage,
    private readonly flow: FlowId,
    private readonly end_: "from" | "to",
  ) {}

  update(at: Pointer) {
    const flow = doc.records.flow.get(this.flow);
    if (!flow) return;
    const { overlay } = this.stage;
    const target = this.#target(at);
    const kept = this.stage.item(`actor:${this.end_ === "to" ? flow.from : flow.to}`)?.rect;
    const loose = (target === null ? null : this.stage.item(target)?.rect) ?? { ...at.map, w: 0, h: 0 };
    overlay.target = target;
    overlay.preview = null;
    // A line within its own card would say nothing.
    if (!kept || contains(kept, at.map)) return;
    const [from, to] = this.end_ === "to" ? [kept, loose] : [loose, kept];
    overlay.preview = { kind: flow.kind, from, to };
  }

  async end(at: Pointer) {
    const flow = doc.records.flow.get(this.flow);
    const target = this.#target(at);
    this.cancel();
    const id = target ? idOf(target) : null;
    if (!flow || id?.table !== "actor") return;
    const ends = this.end_ === "to" ? { from: flow.from, to: id.id } : { from: id.id, to: flow.to };
    if (ends.from === flow.from && ends.to === flow.to) return;
    await doc.edit({ command: "RehangFlow", flow: this.flow, ...ends });
  }

  cancel() {
    this.stage.overlay.preview = null;
    this.stage.overlay.target = null;
  }

  /** The card that the end would hang on: any but that of the other end, where only a decision right may lead. */
  #target(at: Pointer): Key | null {
    const flow = doc.records.flow.get(this.flow);
    const target = cardAt(this.stage.spatial, at.map, this.stage.camera.zoom)?.key ?? null;
    if (!flow || isSelf(flow.kind)) return target;
    return target === `actor:${this.end_ === "to" ? flow.from : flow.to}` ? null : target;
  }
}
