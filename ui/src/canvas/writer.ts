// Naming and making things by writing: which input opens where, and what comes of it.
import type { Command } from "../generated/Command";
import type { Point } from "../generated/Point";
import type { RecordId } from "../generated/RecordId";
import type { Rect } from "../generated/Rect";
import { doc } from "../document.svelte";
import { actorId, addedBy, keyOf } from "../records";
import { view } from "../view.svelte";
import { freePlace } from "./free_place";
import { around, centre, contains, inflated } from "./geometry";
import { setUsualKind, usualKind } from "./gestures/connect";
import type { Refusal, Writing } from "./input";
import type { KindPicker } from "./kind_picker";
import type { Stage } from "./stage";
import { targets, type Candidate } from "./targets";
import { words } from "../words";

/** The card that a new name is written on, in units. */
const CARD = { w: 184, h: 48 };
const NOTE = { w: 176, h: 96 };
/** How far from a card one can take hold of its rim, in units, with some air. */
const RIM = 10;
/** The field that holds how much flows and the label, in one line. */
const ON_THE_ARROW = "on the arrow";
/** What a zone's title is written on, in units, and what a zone around cards leaves around them. */
const TITLE = { w: 320, h: 32 };
const AROUND = { x: 24, y: 40 };
/** Distance between middles of a card and one linked from it. */
const BESIDE = 304;
/** Between a card and the question that stands under it. */
const BELOW = 12;
/** It was refused, and a message says why. */
const SAID: Refusal = { message: "", hint: "" };
const LINE = 32;

export class Writer {
  /** Where the pointer was last, while it is over the canvas. */
  pointer: Point | null = null;

  constructor(private readonly stage: Stage) {}

  /** Opens the input for a record's name, title, text or label. */
  rename(id: RecordId, initial?: string) {
    if (id.table !== "flow" || initial !== undefined) return this.#write(id, initial);
    // What stands on an arrow is put into words by the core.
    void doc.readField(id, ON_THE_ARROW).then((now) => now !== null && this.#write(id, undefined, now));
  }

  #write(id: RecordId, initial?: string, now?: string) {
    const asked = this.#asked(id);
    if (!asked || doc.readOnly !== null) return;
    const { field, ...writing } = asked;
    writing.value = now ?? writing.value;
    this.stage.input.open({
      ...writing,
      initial,
      commit: (value) => doc.setFieldOrWhy([id], field, value),
      ...(id.table === "flow" && { anyway: this.#asWords(id) }),
      ...(id.table === "actor" && { next: () => this.#linkFrom(id.id) }),
    });
  }

  /** What cannot be read as an amount is not lost: it stands on the flow as words. */
  #asWords(flow: RecordId): Writing["anyway"] {
    const keep = async (value: string, isMeant: boolean) => {
      const changed = await doc.setField([flow], "label", value);
      if (changed && !isMeant) view.toast({ tone: "info", message: words.canvas.asWords(value), hint: "" });
    };
    return { hint: words.canvas.anyway, keep };
  }

  /** A new actor at the pointer, or in the middle. */
  newActor(at?: Point) {
    const wanted =
      this.pointer && contains(this.stage.seen, this.pointer) ? this.pointer : centre(this.stage.seen);
    const place = at ?? freePlace(wanted, (area) => this.#isTaken(area));
    this.#nameNew(place, async (name) =>
      addedBy(await doc.edit({ command: "AddActor", name, roles: [], at: place })),
    );
  }

  /** A new actor beside the selected one, with a flow to it. */
  newLinkedActor() {
    const [id] = view.selection.filter((i) => i.table === "actor");
    if (id?.table === "actor") this.#linkFrom(id.id);
  }

  /** Names an actor whose adding is under way; Escape leaves it the name the core gives. */
  nameAdded(at: Point, added: Promise<RecordId[]>) {
    this.stage.input.open({
      label: words.canvas.name,
      face: "card",
      area: cardAround(at),
      value: "",
      commit: async (name) => {
        const actor = (await added).find((id) => id.table === "actor");
        return actor ? doc.setFieldOrWhy([actor], "name", name) : null;
      },
      next: () => this.newLinkedActor(),
      done: () => {
        void added.then((ids) =>
          ids.filter((id) => id.table === "flow").forEach((id) => this.stage.offerKinds(id)),
        );
      },
    });
  }

  /** A flow from the selected actor to one that is named, or made. */
  connect() {
    const [id] = view.selection.filter((i) => i.table === "actor");
    const from = id && this.stage.item(keyOf(id))?.rect;
    if (id?.table !== "actor" || !from) return;
    const { overlay } = this.stage;
    const clear = () => {
      overlay.preview = overlay.target = null;
      this.stage.redraw();
    };
    this.stage.input.open({
      label: words.connect.to(doc.records.actor.get(id.id)?.name ?? ""),
      face: "question",
      area: { ...from, y: from.y + from.h + BELOW, h: LINE },
      value: "",
      choices: (text) => targets(text, this.#others(id.id), centre(from)),
      chosen: (choice) => {
        clear();
        const to = choice?.id ? this.stage.item(keyOf(choice.id))?.rect : null;
        if (!choice?.id || !to) return;
        overlay.target = keyOf(choice.id);
        overlay.preview = { kind: usualKind(), from, to };
      },
      commit: (name, choice) => this.#give(id.id, choice?.id ?? null, name),
      done: clear,
    });
  }

  #others(but: number): Candidate[] {
    return [...doc.records.actor.values()].flatMap(({ id, name }) => {
      const rect = id === but ? undefined : this.stage.item(`actor:${id}`)?.rect;
      return rect ? [{ id: actorId(id), name, at: centre(rect) }] : [];
    });
  }

  async #give(from: number, to: RecordId | null, name: string): Promise<Refusal | null> {
    const kind = usualKind();
    const rect = this.stage.item(`actor:${from}`)?.rect;
    if (!rect) return null;
    const beside = { x: centre(rect).x + BESIDE, y: centre(rect).y };
    const at = freePlace(beside, (area) => this.#isTaken(area));
    const changed = await doc.edit(
      to?.table === "actor"
        ? { command: "AddFlow", from, to: to.id, kind }
        : { command: "AddActorWithFlow", name, at, other: from, incoming: false, kind },
    );
    const flow = addedBy(changed).find((id) => id.table === "flow");
    if (!flow) return SAID;
    view.select([flow]);
    view.ask({ ask: "show", items: [flow] });
    this.stage.offerKinds(flow);
    return null;
  }

  newNote(at: Point) {
    view.tool = "select";
    this.stage.input.open({
      label: words.canvas.text,
      face: "note",
      area: { ...at, ...NOTE },
      value: "",
      multiline: true,
      commit: async (text) => {
        const added = addedBy(await doc.edit({ command: "AddNote", text, at }));
        view.select(added);
        return added.length > 0 ? null : SAID;
      },
    });
  }

  /** A new zone, made with its title as one step; Escape makes none. */
  newZone(area: Rect) {
    this.#nameZone(area, (title) => ({ command: "AddZone", title, area }));
  }

  /** The same around the selected actors. */
  group() {
    const actors = view.selection.flatMap((id) => (id.table === "actor" ? [id.id] : []));
    const cards = around(actors.flatMap((id) => this.stage.item(`actor:${id}`)?.rect ?? []));
    if (!cards) return;
    const area = {
      x: cards.x - AROUND.x,
      y: cards.y - AROUND.y,
      w: cards.w + 2 * AROUND.x,
      h: cards.h + AROUND.y + AROUND.x,
    };
    this.#nameZone(area, (title) => ({ command: "GroupIntoZone", title, actors }));
  }

  #nameZone(area: Rect, make: (title: string) => Command) {
    view.tool = "select";
    const { overlay } = this.stage;
    overlay.marquee = area;
    this.stage.input.open({
      label: words.canvas.title,
      face: "zone",
      area: { ...area, ...TITLE, w: Math.min(area.w, TITLE.w) },
      value: "",
      mayBeEmpty: true,
      commit: async (title) => {
        const added = addedBy(await doc.edit(make(title)));
        view.select(added.filter((id) => id.table === "zone"));
        return added.length > 0 ? null : SAID;
      },
      done: () => {
        overlay.marquee = null;
        this.stage.redraw();
      },
    });
    this.stage.redraw();
  }

  /** Shows the six kinds beside a flow that was just drawn. */
  offerKinds(picker: KindPicker, flow: RecordId) {
    if (flow.table !== "flow") return;
    const key = keyOf(flow);
    const now = doc.records.flow.get(flow.id)?.kind ?? usualKind();
    picker.open(
      () => (view.selected.has(key) ? this.#beneath(flow.id) : null),
      now,
      (kind) => {
        setUsualKind(kind);
        void doc.setField([flow], "kind", kind);
        // What flows is known: how much, and its name, are typed next.
        this.rename(flow, "");
      },
    );
  }

  /** Beneath the card that a flow arrives at: near the hand, and clear of the flow. */
  #beneath(flow: number): Point | null {
    const to = doc.records.flow.get(flow)?.to;
    const rect = this.stage.item(`actor:${to}`)?.rect;
    return rect ? { x: rect.x + rect.w / 2, y: rect.y + rect.h } : null;
  }

  #linkFrom(other: number) {
    const from = this.stage.item(`actor:${other}`);
    if (!from) return;
    const beside = { x: centre(from.rect).x + BESIDE, y: centre(from.rect).y };
    const at = freePlace(beside, (area) => this.#isTaken(area));
    this.#nameNew(at, async (name) =>
      addedBy(
        await doc.edit({
          command: "AddActorWithFlow",
          name,
          at,
          other,
          incoming: false,
          kind: usualKind(),
        }),
      ),
    );
  }

  #nameNew(at: Point, add: (name: string) => Promise<RecordId[]>) {
    view.tool = "select";
    this.stage.input.open({
      label: words.canvas.name,
      face: "card",
      area: cardAround(at),
      value: "",
      commit: async (name) => {
        const added = await add(name);
        if (added.length > 0) view.select(added);
        const flow = added.find((id) => id.table === "flow");
        if (flow) this.stage.offerKinds(flow);
        return added.length > 0 ? null : SAID;
      },
      next: () => this.newLinkedActor(),
    });
  }

  #isTaken(area: Rect): boolean {
    return this.stage.spatial
      .within(area)
      .some(({ item }) => (item.layer === "card" || item.layer === "note") && meets(item.rect, area));
  }

  /** What is written of a record, where and in which field. */
  #asked(
    id: RecordId,
  ):
    | (Pick<Writing, "label" | "face" | "area" | "multiline" | "isTaken"> & { field: string; value: string })
    | null {
    const item = this.stage.item(keyOf(id));
    if (!item) return null;
    const { rect } = item;
    switch (id.table) {
      case "actor":
        return {
          field: "name",
          label: words.canvas.name,
          face: "card",
          area: rect,
          value: doc.records.actor.get(id.id)?.name ?? "",
        };
      case "zone": {
        const value = doc.records.zone.get(id.id)?.title ?? "";
        return {
          field: "title",
          label: words.canvas.title,
          face: "zone",
          area: { ...rect, ...TITLE, w: Math.min(rect.w, TITLE.w) },
          value,
        };
      }
      case "note":
        return {
          field: "text",
          label: words.canvas.text,
          face: "note",
          area: rect,
          value: doc.records.note.get(id.id)?.text ?? "",
          multiline: true,
        };
      case "flow": {
        const middle = this.stage.middleOf(keyOf(id)) ?? centre(rect);
        const area = item.label ?? { x: middle.x - 1, y: middle.y - 1, w: 2, h: 2 };
        return {
          field: ON_THE_ARROW,
          label: words.canvas.label,
          face: "label",
          area,
          value: "",
          // The next flow is drawn from a rim while this is being written.
          isTaken: (area) => this.#isTaken(inflated(area, RIM)),
        };
      }
      default:
        return null;
    }
  }
}

const cardAround = (at: Point): Rect => ({ x: at.x - CARD.w / 2, y: at.y - CARD.h / 2, ...CARD });

const meets = (a: Rect, b: Rect) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
