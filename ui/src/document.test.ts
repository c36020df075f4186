import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Actor } from "./generated/Actor";
import type { Change } from "./generated/Change";
import type { Changed } from "./generated/Changed";
import type { Command } from "./generated/Command";
import type { DocumentView } from "./generated/DocumentView";
import type { Event } from "./generated/Event";
import type { Item } from "./generated/Item";
import type { Record as AnyRecord } from "./generated/Record";

const host = vi.hoisted(() => ({ call: vi.fn() }));
vi.mock("./host", () => ({
  call: host.call,
  onEvent: vi.fn(),
  setWindowTitle: async () => {},
  failureFrom: (cause: unknown) => cause,
}));

import { card } from "./canvas/fixtures";
import { doc } from "./document.svelte";
import { view } from "./view.svelte";

const area = (x: number) => ({ x, y: 0, w: 160, h: 60 });
const actor = (id: number, name: string): AnyRecord => ({ table: "actor", record: { id, name } as Actor });
const move: Command = { command: "MoveItems", moves: [] };

function changed(revision: number, items: Item[], more: Partial<Changed> = {}): Changed {
  const scene = { bounds: area(0), changed: items, removed: [] };
  return { revision, diff: { changes: [] }, scene, undo: "move", redo: null, ...more };
}

function evaluated(revision: number, items: Item[]): Event {
  const scene = { bounds: area(0), changed: items, removed: [] };
  return { event: "evaluated", revision, evaluation: { findings: [] } as never, open: [], scene };
}

async function open(...records: AnyRecord[]) {
  const items = records.map((r) => card((r.record as Actor).id, area(0)));
  host.call.mockResolvedValueOnce({
    name: "map",
    handle: "one",
    read_only: null,
    problems: [],
    table: null,
    revision: 0,
    records,
    scene: { bounds: area(0), items },
    evaluation: null,
    undo: null,
    redo: null,
  } satisfies DocumentView);
  await doc.openSample("map");
}

beforeEach(async () => {
  host.call.mockReset();
  view.toasts = [];
  await open(actor(1, "Acme"), actor(2, "Us"));
});

describe("the mirror of the document", () => {
  test("holds what the core told when it was opened", () => {
    expect(doc.isOpen).toBe(true);
    expect(doc.records.actor.get(1)?.name).toBe("Acme");
    expect([...doc.items.keys()]).toEqual(["actor:1", "actor:2"]);
    expect(doc.saved).toBe("saved");
  });

  test("leaves the panel of a workshop with the map it was held on, and any other as it is", async () => {
    view.panel = "workshop";
    await open(actor(1, "Other"));
    expect(view.panel).toBe("says");
    for (const panel of ["outline", null] as const) {
      view.panel = panel;
      await open(actor(1, "Acme"));
      expect(view.panel).toBe(panel);
    }
  });

  test("takes no evaluation from the map that was open before", async () => {
    doc.hear(evaluated(0, [card(1, area(500))]));
    await open(actor(1, "Other"));
    expect(doc.evaluation).toBeNull();
    expect(doc.items.get("actor:1")?.rect.x).toBe(0);
  });

  test("follows an edit: records, picture, labels, and what is still to be saved", async () => {
    const after = actor(1, "Acme Ltd");
    const diff = { changes: [{ id: { table: "actor" as const, id: 1 }, before: actor(1, "Acme"), after }] };
    host.call.mockResolvedValueOnce(changed(1, [card(1, area(40))], { diff }));
    await doc.setField([{ table: "actor", id: 1 }], "name", "Acme Ltd");
    expect(doc.records.actor.get(1)?.name).toBe("Acme Ltd");
    expect(doc.items.get("actor:1")?.rect.x).toBe(40);
    expect(doc.undoLabel).toBe("move");
    expect(doc.saved).toBe("saving");
    doc.hear({ event: "saved", revision: 1 });
    expect(doc.saved).toBe("saved");
  });

  test("forgets what was removed, in the selection too", async () => {
    view.select([
      { table: "actor", id: 1 },
      { table: "actor", id: 2 },
    ]);
    const diff = {
      changes: [{ id: { table: "actor" as const, id: 1 }, before: actor(1, "Acme"), after: null }],
    };
    const scene = {
      bounds: area(0),
      changed: [],
      removed: [{ table: "actor" as const, id: 1 }],
    };
    host.call.mockResolvedValueOnce(changed(1, [], { diff, scene }));
    await doc.edit({ command: "RemoveItems", items: [{ table: "actor", id: 1 }] });
    expect(doc.items.has("actor:1")).toBe(false);
    expect(view.selection).toEqual([{ table: "actor", id: 2 }]);
  });

  test("asks for one thing at a time, in order", async () => {
    const asked: string[] = [];
    let answerFirst: (c: Changed) => void = () => {};
    host.call.mockImplementation((name: string) => {
      asked.push(name);
      return asked.length === 1
        ? new Promise((resolve) => (answerFirst = resolve))
        : Promise.resolve(changed(2, []));
    });
    const first = doc.undo();
    const second = doc.redo();
    await Promise.resolve();
    expect(asked).toEqual(["undo"]);
    answerFirst(changed(1, []));
    await Promise.all([first, second]);
    expect(asked).toEqual(["undo", "redo"]);
    expect(doc.revision).toBe(2);
  });

  test("does not let a late evaluation paint over a newer edit", async () => {
    host.call.mockResolvedValueOnce(changed(2, [card(1, area(200))]));
    await doc.edit(move);
    doc.hear(evaluated(1, [card(1, area(100)), card(2, area(7))]));
    expect(doc.items.get("actor:1")?.rect.x).toBe(200);
    expect(doc.items.get("actor:2")?.rect.x).toBe(7);
    expect(doc.evaluatedRevision).toBe(1);
  });

  test("knows which questions are still being worked out", () => {
    doc.hear({ ...evaluated(1, []), open: [4, 8] } as Event);
    expect(doc.openQuestions).toEqual([4, 8]);
    doc.hear(evaluated(1, []));
    expect(doc.openQuestions).toEqual([]);
  });

  test("says what was refused and goes on", async () => {
    host.call.mockRejectedValueOnce({
      code: "refused",
      message: "There is an Acme already.",
      hint: "",
      details: "",
    });
    expect(await doc.edit(move)).toBeNull();
    expect(view.toasts.map((t) => [t.tone, t.message])).toEqual([["warning", "There is an Acme already."]]);
    host.call.mockResolvedValueOnce(changed(1, []));
    expect(await doc.edit(move)).not.toBeNull();
  });

  test("says so while something could not be saved", () => {
    doc.hear({
      event: "save_failed",
      error: { code: "cannot_write", message: "The disk is full.", hint: "", details: "" },
    });
    expect(doc.saved).toBe("failed");
    doc.hear({ event: "saved", revision: 0 });
    expect(doc.saved).toBe("saved");
  });
});

describe("a gesture", () => {
  const to = (x: number): Command => ({
    command: "MoveItems",
    moves: [{ item: { table: "actor", id: 1 }, to: { x, y: 0 } }],
  });
  const sent = () =>
    host.call.mock.calls.filter(([name]) => name === "edit").map(([, r]) => r.command.moves[0].to.x);

  test("sends one edit at a time and drops what was overtaken", async () => {
    let answer: (c: Changed) => void = () => {};
    host.call.mockImplementation(() => new Promise((resolve) => (answer = resolve)));
    const gesture = doc.gesture();
    gesture.update(to(1));
    await vi.waitFor(() => expect(sent()).toEqual([1]));
    gesture.update(to(2));
    gesture.update(to(3));
    answer(changed(1, []));
    await vi.waitFor(() => expect(sent()).toEqual([1, 3]));
    host.call.mockResolvedValue(changed(3, []));
    answer(changed(2, []));
    await gesture.end();
    expect(host.call.mock.calls.at(-1)).toEqual(["end_gesture", true]);
  });

  test("that led nowhere leaves nothing to be saved", async () => {
    host.call.mockResolvedValueOnce(changed(1, [card(1, area(50))]));
    host.call.mockResolvedValueOnce(changed(2, [card(1, area(0))]));
    host.call.mockResolvedValueOnce(changed(2, []));
    const gesture = doc.gesture();
    gesture.update(to(1));
    await vi.waitFor(() => expect(sent()).toEqual([1]));
    gesture.update(to(0));
    await gesture.end();
    expect(sent()).toEqual([1, 0]);
    expect(doc.saved).toBe("saved");
  });

  test("is seen in the picture at once and in the records when it ends", async () => {
    const change = {
      id: { table: "actor" as const, id: 1 },
      before: actor(1, "Acme"),
      after: actor(1, "Acme!"),
    };
    host.call.mockResolvedValueOnce(changed(1, [card(1, area(50))]));
    host.call.mockResolvedValueOnce(changed(1, [], { diff: { changes: [change] } }));
    const gesture = doc.gesture();
    gesture.update(to(1));
    await vi.waitFor(() => expect(doc.items.get("actor:1")?.rect.x).toBe(50));
    expect([doc.records.actor.get(1)?.name, doc.revision]).toEqual(["Acme", 0]);
    await gesture.end();
    expect([doc.records.actor.get(1)?.name, doc.revision]).toEqual(["Acme!", 1]);
  });

  test("that never began asks for nothing", async () => {
    host.call.mockClear();
    await doc.gesture().end();
    expect(host.call).not.toHaveBeenCalled();
  });

  test("that is called off takes back what was sent and sends nothing more", async () => {
    host.call.mockResolvedValue(changed(1, []));
    const gesture = doc.gesture();
    gesture.update(to(1));
    gesture.update(to(2));
    await gesture.cancel();
    expect(host.call.mock.calls.at(-1)).toEqual(["end_gesture", false]);
    expect(sent().length).toBeLessThanOrEqual(1);
  });
});

describe("a tidying", () => {
  const at = (id: number, x: number): AnyRecord => ({
    table: "actor",
    record: { id, name: `Actor ${id}`, position: { x, y: 0 } } as Actor,
  });
  const shift = (id: number) => ({ item: { table: "actor" as const, id }, to: { x: 900, y: 0 } });
  const to = (id: number, x: number): Change => ({
    id: { table: "actor", id },
    before: at(id, 0),
    after: at(id, x),
  });
  const calls = () => host.call.mock.calls.map(([name]) => name);

  /** The core tidies until the returned function gives the places it found. */
  async function underway() {
    await open(at(1, 0), at(2, 0));
    host.call.mockReset();
    let found: (moves: unknown) => void = () => {};
    host.call.mockImplementation((name: string) =>
      name === "tidy" ? new Promise((resolve) => (found = resolve)) : Promise.resolve(changed(1, [])),
    );
    const tidied = doc.tidy({ items: [], manner: "best", keep: 0 });
    await vi.waitFor(() => expect(calls()).toEqual(["tidy"]));
    return { tidied, found: (moves: unknown) => found(moves) };
  }

  test("holds up no edit, and whom a hand has moved meanwhile stays there", async () => {
    const { tidied, found } = await underway();
    host.call.mockResolvedValueOnce(changed(1, [], { diff: { changes: [to(1, 300)] } }));
    await doc.edit(move);
    expect(doc.records.actor.get(1)?.position?.x).toBe(300);
    found([shift(1), shift(2)]);
    await tidied;
    expect(host.call.mock.calls.at(-1)).toEqual(["arrange", [shift(2)]]);
    expect(doc.tidying).toBe(null);
  });

  test("waits with what it found until nobody holds anything", async () => {
    const { tidied, found } = await underway();
    const gesture = doc.gesture();
    gesture.update(move);
    found([shift(1), shift(2)]);
    await vi.waitFor(() => expect(calls()).toContain("edit"));
    await new Promise((done) => setTimeout(done, 0));
    expect(calls()).not.toContain("arrange");
    await gesture.end();
    await tidied;
    expect(calls()).toEqual(["tidy", "edit", "end_gesture", "arrange"]);
  });

  test("that was stopped moves nobody and says so", async () => {
    const { tidied, found } = await underway();
    void doc.stopTidying();
    found([]);
    expect(await tidied).toBe(null);
    expect(calls()).not.toContain("arrange");
    expect(view.toasts).toHaveLength(1);
  });
});
