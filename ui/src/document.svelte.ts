// The open document as the core last told it, and every way to change it. Requests go out one at a time,
// so what comes back is applied in order; nothing here decides what an edit means.
import { SvelteMap } from "svelte/reactivity";
import type { Assets } from "./generated/Assets";
import type { Calls } from "./generated/Calls";
import type { Change } from "./generated/Change";
import type { Changed } from "./generated/Changed";
import type { Command } from "./generated/Command";
import type { Completion } from "./generated/Completion";
import type { DocumentView } from "./generated/DocumentView";
import type { Error as Failure } from "./generated/Error";
import type { EvaluationView } from "./generated/EvaluationView";
import type { Event } from "./generated/Event";
import type { ExportRequest } from "./generated/ExportRequest";
import type { FieldValue } from "./generated/FieldValue";
import type { HalvedAndDoubled } from "./generated/HalvedAndDoubled";
import type { Item } from "./generated/Item";
import type { Lens } from "./generated/Lens";
import type { LensView } from "./generated/LensView";
import type { MapInfo } from "./generated/MapInfo";
import type { NamesAsked } from "./generated/NamesAsked";
import type { PageSettings } from "./generated/PageSettings";
import type { PictureRequest } from "./generated/PictureRequest";
import type { Point } from "./generated/Point";
import type { Record as AnyRecord } from "./generated/Record";
import type { Problem } from "./generated/Problem";
import type { RecordId } from "./generated/RecordId";
import type { Rect } from "./generated/Rect";
import type { Said } from "./generated/Said";
import type { ScenarioView } from "./generated/ScenarioView";
import type { ScenePatch } from "./generated/ScenePatch";
import type { SettingView } from "./generated/SettingView";
import type { Shift } from "./generated/Shift";
import type { Sheet } from "./generated/Sheet";
import type { StartView } from "./generated/StartView";
import type { Tidying } from "./generated/Tidying";
import type { WhatIfView } from "./generated/WhatIfView";
import { Gesture } from "./gesture";
import { call, failureFrom, onEvent, setWindowTitle } from "./host";
import { keyOf, type Key, type RecordOf, type Table } from "./records";
import { language } from "./language";
import { view } from "./view.svelte";
import { learn } from "./vocabulary";
import { words } from "./words";

type Tables = { [T in Table]: SvelteMap<number, RecordOf<T>> };

/** What of the picture changed; `items: null` means all of it. */
export interface PictureChange {
  readonly items: readonly Item[] | null;
  readonly removed: readonly Key[];
  /** Many things went elsewhere at once: shown as a movement. */
  readonly glides?: boolean;
}

/** So many statements at once are worth an offer to undo them. */
const MANY = 5;

const AS_PDF: Omit<ExportRequest, "page"> = { format: "pdf", width_px: 0, transparent: false };

class Doc {
  /** Whether a document is open. */
  isOpen = $state(false);
  /** Counts documents opened in this window. */
  opened = $state(0);
  /** File name without ending. */
  name = $state("");
  /** Tells it from other documents. */
  handle = $state("");
  /** Why it cannot be written, if so. */
  readOnly: string | null = $state(null);
  /** What was not understood of the text that the document was just made from. */
  problems: readonly Problem[] = $state.raw([]);
  /** How that text was read as a table, where it is one. */
  table: string | null = $state(null);
  revision = $state(0);
  info: MapInfo | null = $state.raw(null);
  readonly records: Tables = {
    actor: new SvelteMap(),
    flow: new SvelteMap(),
    zone: new SvelteMap(),
    note: new SvelteMap(),
    decision: new SvelteMap(),
    dataset: new SvelteMap(),
    agreement: new SvelteMap(),
    deal: new SvelteMap(),
    move: new SvelteMap(),
    interdependency: new SvelteMap(),
    mark: new SvelteMap(),
    scenario: new SvelteMap(),
    saved_view: new SvelteMap(),
  };
  /** The picture, in painting order within a layer by identity. Not reactive: see {@link onPicture}. */
  readonly items = new Map<Key, Item>();
  bounds: Rect = $state.raw({ x: 0, y: 0, w: 0, h: 0 });
  evaluation: EvaluationView | null = $state.raw(null);
  /** The revision the evaluation is of; behind `revision` while a new one is being worked out. */
  evaluatedRevision = $state(-1);
  /** The questions about which it still says what was said before. */
  openQuestions: readonly number[] = $state.raw([]);
  /** How many of how many settings have been halved and doubled; null while none are being. */
  halving: { readonly done: number; readonly of: number } | null = $state.raw(null);
  /** How far the comparison with a scenario is, and what is different as far as it is there. */
  comparing: {
    readonly scenario: number;
    readonly done: number;
    readonly of: number;
    readonly found: WhatIfView | null;
  } | null = $state.raw(null);
  /** What halving and doubling found, and of which revision. */
  halved: (HalvedAndDoubled & { readonly revision: number }) | null = $state.raw(null);
  undoLabel: string | null = $state(null);
  redoLabel: string | null = $state(null);
  saveFailure: Failure | null = $state.raw(null);
  #toSave = $state(0);
  #onDisk = $state(0);
  readonly saved: "saved" | "saving" | "failed" = $derived(
    this.saveFailure ? "failed" : this.#toSave > this.#onDisk ? "saving" : "saved",
  );
  assets: Assets | null = $state.raw(null);
  /** How much of a tidying under way is done, 0 to 1. */
  tidying: number | null = $state(null);

  /** How the page was last written, while this map is open. */
  lastExport: ExportRequest | null = $state.raw(null);

  /** The last evaluation told of. */
  #heard: Extract<Event, { event: "evaluated" }> | null = null;
  /** The message about an edit that did more than was asked; it goes with the next edit. */
  #surprise: number | null = null;
  /** The revision each item was last told for; an evaluation's patch may arrive behind an edit's. */
  #told = new Map<Key, number>();
  /** The revision of the latest picture. */
  #drawn = 0;
  #painters = new Set<(change: PictureChange) => void>();
  #tail: Promise<unknown> = Promise.resolve();
  /** Set while a map is being opened; whether its tidying was stopped. */
  #opening: { isStopped: boolean } | null = null;
  /** The same while it is tidied by hand. */
  #tidying: { isStopped: boolean } | null = null;
  /** Kept when every gesture that has begun is over. */
  #held: Promise<void> = Promise.resolve();

  /** Begins to listen, fetches icons and palettes, and opens what the program was started on. */
  async start(): Promise<StartView | null> {
    await onEvent((event) => this.hear(event));
    await this.#read("speak", language());
    this.assets = await this.#read("assets", null);
    learn(this.assets?.vocabulary ?? []);
    const start = await this.#whileOpening(
      () => this.#read("start", null),
      (start) => start.open,
    );
    if (start?.problem) view.fail(start.problem);
    return start;
  }

  /** What the start page shows, as it is now. */
  startView = (): Promise<StartView | null> => this.#read("start", null);

  newDocument = () => this.#open("new_document", null);
  openDocument = () => this.#open("open_document", null);
  openRecent = (handle: string) => this.#open("open_recent", handle);
  openSample = (name: string) => this.#open("open_sample", name);
  /** The little page of a sample. */
  samplePage = (name: string): Promise<Sheet | null> => this.#read("sample_page", name);
  readDocument = () => this.#open("read_document", null);

  /** Waits until all is on disk and goes back to the start page. */
  async close(): Promise<void> {
    if (this.#tidying) void this.stopTidying();
    await this.#inOrder(async () => {
      await call("close_document", null);
      this.isOpen = false;
      this.#endTidying();
      view.reset();
      view.face = "start";
      void setWindowTitle("Portolan").catch(() => {});
    });
  }

  edit = (command: Command) => this.#change("edit", { command, gesture: false });
  duplicate = (items: RecordId[]) => this.#change("duplicate", items);
  undo = () => this.#change("undo", null);
  redo = () => this.#change("redo", null);

  /**
   * Gives actors good places; {@link tidying} tells how far it is. The map can be changed meanwhile: whom a hand has
   * moved by then stays where it was put.
   */
  async tidy(tidying: Tidying): Promise<Changed | null> {
    if (this.#tidying) return null;
    const under = (this.#tidying = { isStopped: false });
    this.tidying = 0;
    try {
      // What was asked for before is on the map that is tidied.
      await this.#tail;
      const before = this.#places();
      const moves = await this.#read("tidy", tidying);
      await this.#handsFree();
      if (!moves || this.#tidying !== under) return null;
      if (under.isStopped && moves.length === 0) {
        view.toast({ tone: "info", message: words.tidying.stayed, hint: "" });
        return null;
      }
      const now = this.#places();
      const isLeft = ({ item }: Shift) => isSamePlace(before.get(keyOf(item)), now.get(keyOf(item)));
      return await this.#change("arrange", moves.filter(isLeft));
    } finally {
      if (this.#tidying === under) this.#endTidying();
    }
  }

  /** Where each actor is, as far as it is not in somebody's hand. */
  #places(): Map<Key, Point | null> {
    return new Map([...this.records.actor.values()].map(({ id, position }) => [`actor:${id}`, position]));
  }

  /** Waits until nobody moves anything: a step must not come into the middle of another. */
  async #handsFree(): Promise<void> {
    for (let held; held !== this.#held; await held) held = this.#held;
  }

  #endTidying() {
    this.tidying = null;
    this.#tidying = null;
  }

  /** Stops the tidying under way; nothing moves then, and what is being opened has quick places. */
  stopTidying() {
    for (const under of [this.#opening, this.#tidying]) if (under) under.isStopped = true;
    return this.#read("stop_tidying", null);
  }

  /** Sets one field of some records, as the inspector and the notation write it. */
  setField = (targets: RecordId[], field: string, value: string) =>
    this.edit({ command: "SetField", targets, field, value });

  /** The same; what speaks against it comes back instead of being shown, so that it can stand by the field. */
  setFieldOrWhy(targets: RecordId[], field: string, value: string): Promise<Failure | null> {
    return this.editOrWhy({ command: "SetField", targets, field, value });
  }

  /** An edit; what speaks against it comes back instead of being shown. */
  editOrWhy(command: Command): Promise<Failure | null> {
    return this.#inOrder(async () => {
      try {
        this.#apply(await call("edit", { command, gesture: false }));
        return null;
      } catch (cause) {
        return failureFrom(cause);
      }
    });
  }

  /** A gesture: many edits that become one step. */
  gesture(): Gesture {
    const edit = (command: Command) =>
      this.#inOrder(async () => {
        const changed: Changed = await call("edit", { command, gesture: true });
        this.#paint(changed.scene, changed.revision);
      });
    let letGo = () => {};
    const held = new Promise<void>((done) => (letGo = done));
    this.#held = this.#held.then(() => held);
    return new Gesture(edit, (keep) => this.#change("end_gesture", keep), letGo);
  }

  /** Reads notation into the map. */
  async say(text: string, near: Point | null = null, instead = false): Promise<Said | null> {
    return this.#said("say", { text, dry: false, near, instead });
  }

  /** What reading the notation would do. */
  foresee = (text: string, near: Point | null, instead: boolean) =>
    this.#read("say", { text, dry: true, near, instead });
  complete = (text: string, caret: number): Promise<Completion[] | null> =>
    this.#read("complete", { text, caret });
  inspect = (items: RecordId[]): Promise<FieldValue[] | null> => this.#inOrder(() => call("inspect", items));
  readField = (record: RecordId, field: string): Promise<string | null> =>
    this.#read("read_field", { record, field });
  /** What a lens shows of the map as it is now. */
  look = (lens: Lens): Promise<LensView | null> => this.#read("lens", lens);
  /** Names and labels on plates, as large as a room can read. */
  names = (asked: NamesAsked): Promise<Item[] | null> => this.#read("names", asked);

  /** A scenario beside the map; null where a newer question has taken the place of this one. */
  async whatIf(scenario: number): Promise<WhatIfView | null> {
    const found = await this.#read("what_if", scenario);
    if (found) this.comparing = null;
    return found;
  }

  /** Stops a comparison under way: a question about no scenario takes its place. */
  stopComparing() {
    if (!this.comparing) return;
    this.comparing = null;
    void this.#read("what_if", 0);
  }

  /** The changes of each scenario, as statements. */
  scenarioViews = (): Promise<ScenarioView[] | null> => this.#inOrder(() => call("scenarios", null));
  composePage = (page: PageSettings): Promise<Sheet | null> => this.#read("compose_page", page);

  settings = (): Promise<SettingView[] | null> => this.#read("settings", null);

  /** Tries which findings hang on our settings; an edit stops it. */
  async halveAndDouble(): Promise<void> {
    if (this.halving) return;
    const revision = this.revision;
    this.halving = { done: 0, of: 1 };
    const found = await this.#read("halve_and_double", null);
    this.halving = null;
    if (found) this.halved = { ...found, revision };
  }

  stopHalving = (): Promise<null> => this.#read("stop_halving", null);

  async copy(items: RecordId[]): Promise<void> {
    await this.#inOrder(() => call("copy", items));
  }

  /** Reads notation from the clipboard and selects what came of it. */
  async paste(at: Point | null): Promise<Said | null> {
    const said = await this.#said("paste", at);
    if (said && said.touched.length > 0) view.select(said.touched.filter((id) => this.items.has(keyOf(id))));
    return said;
  }

  /** Asks for a place and keeps a copy there; gives its name. */
  saveCopy = (): Promise<string | null> => this.#inOrder(() => call("save_copy", null));

  /** Asks for a place and writes the page there; gives the file's name. */
  export(request: ExportRequest): Promise<string | null> {
    this.lastExport = request;
    return this.#inOrder(() => call("export", request));
  }

  /** Writes the page as it was written last, to the same file; the first time as a PDF, to a file asked for. */
  exportAgain(page: PageSettings): Promise<string | null> {
    const request = { ...(this.lastExport ?? AS_PDF), page };
    return this.#inOrder(() => call("export_again", request));
  }

  /** How the page is set up; of a map that can only be read it is not kept, and stands until it is closed. */
  setPage(page: PageSettings) {
    if (this.readOnly === null) return this.edit({ command: "SetPage", page });
    if (this.info) this.info = { ...this.info, page };
    return Promise.resolve(null);
  }

  /** Opens what was last written in a format with whatever the system opens it with. */
  openWritten = (format: string) => this.#read("open_written", format);

  /** Puts the page on the clipboard; gives whether it is there. */
  copyPage = (request: ExportRequest): Promise<boolean> => this.#done(() => call("copy_page", request));

  /** Puts some of the map on the clipboard as it is drawn; gives whether it is there. */
  copyPicture = (request: PictureRequest): Promise<boolean> =>
    this.#done(() => call("copy_picture", request));

  async #done(step: () => Promise<unknown>): Promise<boolean> {
    const done = await this.#inOrder(async () => {
      await step();
      return true;
    });
    return done ?? false;
  }

  async retrySave(): Promise<void> {
    await this.#inOrder(async () => {
      await call("retry_save", null);
      this.saveFailure = null;
    });
  }

  /** Hears of changes of the picture, until the returned function is called. */
  onPicture(painter: (change: PictureChange) => void): () => void {
    this.#painters.add(painter);
    return () => this.#painters.delete(painter);
  }

  /** What the core tells unasked. */
  hear(event: Event) {
    switch (event.event) {
      case "evaluated":
        this.#heard = event;
        if (event.revision >= this.evaluatedRevision) {
          this.evaluation = event.evaluation;
          this.evaluatedRevision = event.revision;
          this.openQuestions = event.open;
        }
        this.#paint(event.scene, event.revision);
        break;
      case "halving":
        if (this.halving) this.halving = { done: event.done, of: event.of };
        break;
      case "comparing": {
        const before = this.comparing?.scenario === event.scenario ? this.comparing : null;
        const { scenario, done, of } = event;
        this.comparing = { scenario, done, of, found: event.found ?? before?.found ?? null };
        break;
      }
      case "tidying":
        if (this.tidying !== null || this.#opening) this.tidying = event.done;
        break;
      case "saved":
        this.#onDisk = Math.max(this.#onDisk, event.revision);
        this.saveFailure = null;
        break;
      case "dropped":
        void this.#open("open_dropped", null);
        break;
      case "save_failed":
        this.saveFailure = event.error;
        break;
    }
  }

  /** Runs one request after all before it; says what fails and gives null. */
  #inOrder<T>(request: () => Promise<T>): Promise<T | null> {
    const answer = this.#tail.then(request).catch((cause: unknown) => {
      view.fail(failureFrom(cause));
      return null;
    });
    this.#tail = answer;
    return answer;
  }

  /** Asks for what changes nothing, without waiting in line. */
  async #read<K extends keyof Calls>(name: K, request: Calls[K]["with"]): Promise<Calls[K]["gives"] | null> {
    try {
      return await call(name, request);
    } catch (cause) {
      view.fail(failureFrom(cause));
      return null;
    }
  }

  #change<K extends "edit" | "duplicate" | "undo" | "redo" | "arrange" | "end_gesture">(
    name: K,
    request: Calls[K]["with"],
    isKept = hasChanges,
  ): Promise<Changed | null> {
    return this.#inOrder(async () => {
      const undone = this.undoLabel;
      const glides = name === "arrange" || name === "undo" || name === "redo";
      const changed = this.#apply(await call(name, request), isKept, glides);
      if (name === "undo" && undone) view.announce(words.changes.undone(undone));
      else if (isKept(changed) && changed.undo) view.announce(words.changes.done(changed.undo));
      if (hasChanges(changed)) this.#offerUndo(surpriseOf(name, request, changed));
      return changed;
    });
  }

  #said<K extends "say" | "paste">(name: K, request: Calls[K]["with"]): Promise<Said | null> {
    return this.#inOrder(async () => {
      const said: Said = await call(name, request);
      if (said.changed) this.#apply(said.changed);
      const { effects, table } = said;
      if (table || effects.length >= MANY) this.#offerUndo(words.changes.many(effects.length), table?.told);
      return said;
    });
  }

  /** After what may be a surprise: what happened, and the way back. */
  #offerUndo(message: string | null, hint = "") {
    if (message === null) return;
    const action = { name: words.common.undo, run: () => void this.undo() };
    this.#surprise = view.toast({ tone: "info", message, hint, action });
  }

  async #open<
    K extends
      "new_document" | "open_document" | "open_dropped" | "open_recent" | "open_sample" | "read_document",
  >(name: K, request: Calls[K]["with"]): Promise<boolean> {
    const ask = () =>
      this.#inOrder<DocumentView | null>(() => {
        // What was told until now is about another document.
        this.#heard = null;
        return call(name, request);
      });
    return (await this.#whileOpening(ask, (document) => document)) !== null;
  }

  /** Takes the map out of an answer; {@link tidying} tells how far it is where it has to be tidied first. */
  async #whileOpening<T>(ask: () => Promise<T | null>, map: (answer: T) => DocumentView | null) {
    // What came of trying before is past.
    view.toasts = [];
    const opening = (this.#opening = { isStopped: false });
    const answer = await ask();
    this.#opening = null;
    this.tidying = null;
    const document = answer && map(answer);
    if (document) this.#take(document);
    if (document && opening.isStopped) this.#offerTidying();
    return answer;
  }

  #offerTidying() {
    const run = async () => {
      const changed = await this.tidy({ items: [], manner: "best", keep: 0 });
      if (changed && hasChanges(changed)) view.ask({ ask: "fit" });
    };
    const action = { name: words.tidying.tidy, run: () => void run() };
    view.toast({ tone: "info", message: words.tidying.stopped, hint: "", action });
  }

  #take(document: DocumentView) {
    this.name = document.name;
    this.handle = document.handle;
    this.readOnly = document.read_only;
    this.revision = this.#toSave = this.#onDisk = document.revision;
    this.saveFailure = null;
    this.undoLabel = document.undo;
    this.redoLabel = document.redo;
    this.problems = document.problems;
    this.table = document.table;
    this.halved = null;
    this.comparing = null;
    this.#endTidying();
    this.#held = Promise.resolve();
    this.lastExport = null;
    this.evaluation = document.evaluation;
    this.evaluatedRevision = document.evaluation ? document.revision : -1;
    this.openQuestions = [];
    for (const table of Object.values(this.records)) table.clear();
    for (const record of document.records) this.#put(record);
    this.#told.clear();
    this.items.clear();
    for (const item of document.scene.items) this.items.set(keyOf(item.id), item);
    this.#drawn = document.revision;
    this.bounds = document.scene.bounds;
    view.reset();
    this.isOpen = true;
    this.opened++;
    view.face = "map";
    for (const painter of this.#painters) painter({ items: null, removed: [] });
    view.ask({ ask: "fit" });
    // The evaluation of what is being opened may come before the answer that it is open.
    const early = this.#heard;
    this.#heard = null;
    if (early && early.revision === this.revision && !this.evaluation) this.hear(early);
    void setWindowTitle(`${this.info?.title || this.name} - Portolan`).catch(() => {});
  }

  #apply(changed: Changed, isKept = hasChanges, glides = false): Changed {
    if (hasChanges(changed)) view.dismissRefused();
    if (this.#surprise !== null && hasChanges(changed)) {
      view.dismiss(this.#surprise);
      this.#surprise = null;
    }
    this.revision = changed.revision;
    this.undoLabel = changed.undo;
    this.redoLabel = changed.redo;
    this.#follow(changed.diff.changes);
    if (isKept(changed)) this.#toSave = changed.revision;
    this.#paint(changed.scene, changed.revision, glides);
    return changed;
  }

  #follow(changes: readonly Change[]) {
    let gone = false;
    for (const change of changes) {
      if (change.after) this.#put(change.after);
      else if (change.id.table !== "info") {
        this.records[change.id.table].delete(change.id.id);
        gone = true;
      }
    }
    if (gone) view.select(view.selection.filter((id) => this.has(id)));
  }

  #put(record: AnyRecord) {
    if (record.table === "info") this.info = record.record;
    else (this.records[record.table] as SvelteMap<number, unknown>).set(record.record.id, record.record);
  }

  #paint(patch: ScenePatch, revision: number, glides = false) {
    const isNews = (key: Key) => (this.#told.get(key) ?? 0) <= revision;
    const items: Item[] = [];
    for (const item of patch.changed) {
      const key = keyOf(item.id);
      if (!isNews(key)) continue;
      items.push(item);
      this.items.set(key, item);
      this.#told.set(key, revision);
    }
    const removed = patch.removed.map(keyOf).filter(isNews);
    for (const key of removed) {
      this.items.delete(key);
      this.#told.set(key, revision);
    }
    if (revision >= this.#drawn) {
      this.#drawn = revision;
      this.bounds = patch.bounds;
    }
    if (items.length + removed.length === 0) return;
    for (const painter of this.#painters) painter({ items, removed, glides });
  }

  has(id: RecordId): boolean {
    return id.table === "info" || this.records[id.table].has(id.id);
  }
}

/** What went along with what was asked for, in words; null where nothing did. */
function surpriseOf(name: keyof Calls, request: unknown, changed: Changed): string | null {
  if (name === "arrange") return words.changes.tidied;
  const { command } = (request ?? {}) as { command?: Command };
  if (name !== "edit" || command?.command !== "RemoveItems") return null;
  const gone = changed.diff.changes.filter((change) => change.after === null).length;
  return gone > command.items.length ? words.changes.wentAlong(gone - command.items.length) : null;
}

function isSamePlace(a: Point | null | undefined, b: Point | null | undefined): boolean {
  return a?.x === b?.x && a?.y === b?.y;
}

const hasChanges = (changed: Changed): boolean => changed.diff.changes.length > 0;

/** The one document of this window. */
export const doc = new Doc();
