// Answers calls as the core would, roughly: straight curves, one label, no memory of anything on disk.
import type { Actor } from "../src/generated/Actor";
import type { Assets } from "../src/generated/Assets";
import type { Change } from "../src/generated/Change";
import type { Changed } from "../src/generated/Changed";
import type { Command } from "../src/generated/Command";
import type { DocumentView } from "../src/generated/DocumentView";
import type { EditRequest } from "../src/generated/EditRequest";
import type { Flow } from "../src/generated/Flow";
import type { Ink } from "../src/generated/Ink";
import type { Item } from "../src/generated/Item";
import type { Kind } from "../src/generated/Kind";
import type { Note } from "../src/generated/Note";
import type { Record as AnyRecord } from "../src/generated/Record";
import type { RecordId } from "../src/generated/RecordId";
import type { Rect } from "../src/generated/Rect";
import type { Shape } from "../src/generated/Shape";
import type { Zone } from "../src/generated/Zone";
import { KIND_STROKES } from "../src/canvas/strokes";
import { KINDS, keyOf } from "../src/records";

const WIDTH = 176;
const HEIGHT = 64;

const LIGHT: [Ink, string][] = [
  ["paper", "#fbfaf7"],
  ["card", "#ffffff"],
  ["edge", "#c9c5bb"],
  ["text", "#1c2025"],
  ["quiet", "#5a5f66"],
  ["zone", "#f1efe8"],
  ["zone_edge", "#ded9cc"],
  ["note", "#fff7d6"],
  ["accent", "#0f6e8c"],
  ["on_accent", "#ffffff"],
  ["rule", "#e4e1d9"],
  ["money", "#00795c"],
  ["data", "#0060a8"],
  ["decision", "#7b3f9e"],
  ["trust", "#b4530a"],
  ["attention", "#595959"],
  ["product", "#1f2933"],
  ["red", "#b3261e"],
  ["yellow", "#8a5a00"],
  ["green", "#1b6b3a"],
];
const DARK: [Ink, string][] = [
  ["paper", "#16181d"],
  ["card", "#22262e"],
  ["edge", "#454b57"],
  ["text", "#e9eaec"],
  ["quiet", "#a7acb5"],
  ["zone", "#1b1f26"],
  ["zone_edge", "#323844"],
  ["note", "#3a351f"],
  ["accent", "#5cb8d3"],
  ["on_accent", "#0d1a1f"],
  ["rule", "#30343d"],
  ["money", "#4cc79f"],
  ["data", "#6fb4f0"],
  ["decision", "#c595e6"],
  ["trust", "#f0a05c"],
  ["attention", "#b0b0b0"],
  ["product", "#d5dbe2"],
  ["red", "#f2938c"],
  ["yellow", "#e2b45c"],
  ["green", "#7cc596"],
];

export function standIn(actorCount: number, flowCount: number) {
  const records = new Map<string, AnyRecord>();
  const undone: Changed["diff"][] = [];
  const done: Changed["diff"][] = [];
  let open: Change[] = [];
  let revision = 0;
  let last = 0;
  const put = (record: AnyRecord) => records.set(keyOf(idOf(record)), record);
  seed();

  return async (name: string, request: unknown): Promise<unknown> => {
    switch (name) {
      case "assets":
        return {
          icons: [["building", "M4 21V5l8-3 8 3v16M9 9h1M14 9h1M9 13h1M14 13h1M9 17h6"]],
          palettes: [
            ["light", LIGHT],
            ["dark", DARK],
            ["contrast", LIGHT],
          ],
        } satisfies Assets;
      case "start":
        return { open: view(), problem: null, recent: [], samples: [] };
      case "edit": {
        const { command, gesture } = request as EditRequest;
        const changes = apply(command);
        if (gesture) open.push(...changes);
        else done.push({ changes });
        return answer(changes);
      }
      case "end_gesture": {
        const squashed = squash(open);
        open = [];
        if (request === true) {
          done.push({ changes: squashed });
          return answer([]);
        }
        return answer(turn(squashed));
      }
      case "undo": {
        const step = done.pop();
        if (!step) return answer([]);
        undone.push(step);
        return answer(turn(step.changes));
      }
      case "redo": {
        const step = undone.pop();
        if (!step) return answer([]);
        done.push(step);
        return answer(step.changes.map(swapIn));
      }
      case "new_document":
        records.clear();
        return view();
      case "inspect":
      case "complete":
        return [];
      case "say":
        return { changed: null, effects: [], touched: [], problems: [] };
      default:
        return null;
    }
  };

  function view(): DocumentView {
    const scene = { bounds: bounds(), items: inOrder(), numbered: [] };
    return {
      name: "stand-in",
      read_only: null,
      revision,
      records: [...records.values()],
      scene,
      evaluation: null,
      undo: null,
      redo: null,
    } as DocumentView;
  }

  function answer(changes: Change[]): Changed {
    const touched = new Map<string, Item>();
    const removed = changes.filter((c) => !c.after).map((c) => c.id);
    for (const { id, after } of changes) {
      if (!after) continue;
      for (const item of picturesOf(id)) touched.set(keyOf(item.id), item);
    }
    return {
      revision: ++revision,
      diff: { changes },
      scene: { bounds: bounds(), changed: [...touched.values()], removed, numbered: [] },
      undo: done.length > 0 ? "move" : null,
      redo: undone.length > 0 ? "move" : null,
    };
  }

  function swapIn(change: Change): Change {
    if (change.after) put(change.after);
    else records.delete(keyOf(change.id));
    return change;
  }

  function turn(changes: Change[]): Change[] {
    return changes.map(({ id, before, after }) => swapIn({ id, before: after, after: before }));
  }

  function squash(changes: Change[]): Change[] {
    const all = new Map<string, Change>();
    for (const c of changes) {
      const first = all.get(keyOf(c.id));
      all.set(keyOf(c.id), first ? { ...first, after: c.after } : c);
    }
    return [...all.values()];
  }

  function change(record: AnyRecord): Change {
    const id = idOf(record);
    const before = records.get(keyOf(id)) ?? null;
    put(record);
    return { id, before, after: record };
  }

  function addActor(name: string, at: { x: number; y: number } | null): Actor {
    const id = ++last;
    const actor = {
      id,
      name: name || `Actor ${id}`,
      roles: [],
      position: at ?? { x: 0, y: 0 },
      zone: null,
      locked: false,
    };
    return actor as unknown as Actor;
  }

  function addFlow(from: number, to: number, kind: Kind): Flow {
    return { id: ++last, from, to, kind, label: "" } as Flow;
  }

  function apply(command: Command): Change[] {
    switch (command.command) {
      case "AddActor":
        return [change({ table: "actor", record: addActor(command.name, command.at) })];
      case "AddFlow":
        return [change({ table: "flow", record: addFlow(command.from, command.to, command.kind) })];
      case "AddActorWithFlow": {
        const actor = addActor(command.name, command.at);
        return [
          change({ table: "actor", record: actor }),
          change({ table: "flow", record: addFlow(command.other, actor.id, command.kind) }),
        ];
      }
      case "AddZone":
        return [
          change({
            table: "zone",
            record: { id: ++last, title: command.title || "Zone", area: command.area } as Zone,
          }),
        ];
      case "AddNote":
        return [
          change({
            table: "note",
            record: { id: ++last, text: command.text, position: command.at, parked: false } as Note,
          }),
        ];
      case "ResizeZone": {
        const zone = records.get(`zone:${command.zone}`);
        return zone?.table === "zone"
          ? [change({ table: "zone", record: { ...zone.record, area: command.area } })]
          : [];
      }
      case "MoveItems":
        return command.moves.flatMap(({ item, to }) => {
          const r = records.get(keyOf(item));
          if (r?.table === "actor")
            return [change({ table: "actor", record: { ...r.record, position: to } })];
          if (r?.table === "note") return [change({ table: "note", record: { ...r.record, position: to } })];
          if (r?.table === "zone" && r.record.area)
            return [change({ table: "zone", record: { ...r.record, area: { ...r.record.area, ...to } } })];
          return [];
        });
      case "SetField":
        return command.targets.flatMap((id) => {
          const r = records.get(keyOf(id));
          return r
            ? [change({ ...r, record: { ...r.record, [command.field]: command.value } } as AnyRecord)]
            : [];
        });
      case "RemoveItems": {
        const gone = new Set(command.items.map(keyOf));
        for (const r of records.values()) {
          if (r.table === "flow" && (gone.has(`actor:${r.record.from}`) || gone.has(`actor:${r.record.to}`)))
            gone.add(keyOf(idOf(r)));
        }
        return [...gone].flatMap((key) => {
          const before = records.get(key);
          records.delete(key);
          return before ? [{ id: idOf(before), before, after: null }] : [];
        });
      }
      default:
        return [];
    }
  }

  function picturesOf(id: RecordId): Item[] {
    const record = records.get(keyOf(id));
    if (!record) return [];
    const own = picture(record);
    if (id.table !== "actor") return own ? [own] : [];
    const flows = [...records.values()].filter(
      (r) => r.table === "flow" && (r.record.from === id.id || r.record.to === id.id),
    );
    return [own, ...flows.map(picture)].filter((i) => i !== null);
  }

  function inOrder(): Item[] {
    const rank = { zone: 0, flow: 1, card: 2, note: 3, page: 4 };
    const items = [...records.values()].map(picture).filter((i) => i !== null);
    return items.sort((a, b) => rank[a.layer] - rank[b.layer]);
  }

  function bounds(): Rect {
    const cards = [...records.values()].flatMap((r) =>
      r.table === "actor" && r.record.position ? [r.record.position] : [],
    );
    const [x, y] = [Math.min(0, ...cards.map((p) => p.x)) - 120, Math.min(0, ...cards.map((p) => p.y)) - 60];
    return {
      x,
      y,
      w: Math.max(0, ...cards.map((p) => p.x)) + 120 - x,
      h: Math.max(0, ...cards.map((p) => p.y)) + 60 - y,
    };
  }

  function picture(record: AnyRecord): Item | null {
    if (record.table === "actor") return card(record.record);
    if (record.table === "flow") return curve(record.record);
    if (record.table === "zone" && record.record.area) return zone(record.record, record.record.area);
    if (record.table === "note" && record.record.position) return note(record.record, record.record.position);
    return null;
  }

  function text(value: string, x: number, y: number, size: number, bold: boolean, ink: Ink): Shape {
    return {
      shape: "text",
      at: { x, y },
      text: value,
      size,
      bold,
      width: measure(value, size, bold),
      ink,
      rtl: false,
    };
  }

  function card(actor: Actor): Item {
    const p = actor.position ?? { x: 0, y: 0 };
    const rect = { x: p.x - WIDTH / 2, y: p.y - HEIGHT / 2, w: WIDTH, h: HEIGHT };
    const heavy = actor.id === 1;
    return {
      id: { table: "actor", id: actor.id },
      layer: "card",
      rect,
      kind: null,
      label: null,
      spine: [],
      name: `${actor.name}, actor`,
      shapes: [
        {
          shape: "box",
          rect,
          radius: 8,
          fill: "card",
          stroke: { ink: heavy ? "text" : "edge", width: heavy ? 3 : 1.2, dash: [], round: false },
        },
        { shape: "icon", name: "building", at: { x: rect.x + 11, y: rect.y + 12 }, size: 20, ink: "quiet" },
        text(actor.name, rect.x + 40, rect.y + 28, 14, true, "text"),
        text("supplier · 20 connectors", rect.x + 40, rect.y + 46, 11.5, false, "quiet"),
      ],
    };
  }

  function curve(flow: Flow): Item | null {
    const a = records.get(`actor:${flow.from}`);
    const b = records.get(`actor:${flow.to}`);
    if (a?.table !== "actor" || b?.table !== "actor" || !a.record.position || !b.record.position) return null;
    const [p, q] = [a.record.position, b.record.position];
    const lane = (flow.id % 5) * 8 - 16;
    const ends =
      Math.abs(q.x - p.x) > Math.abs(q.y - p.y)
        ? [
            p.x + (Math.sign(q.x - p.x) * WIDTH) / 2,
            p.y + lane,
            q.x - (Math.sign(q.x - p.x) * WIDTH) / 2,
            q.y + lane,
          ]
        : [
            p.x + lane,
            p.y + (Math.sign(q.y - p.y) * HEIGHT) / 2,
            q.x + lane,
            q.y - (Math.sign(q.y - p.y) * HEIGHT) / 2,
          ];
    const [x0, y0, x3, y3] = ends as [number, number, number, number];
    const across = Math.abs(q.x - p.x) > Math.abs(q.y - p.y);
    const [mx, my] = [(x0 + x3) / 2, (y0 + y3) / 2];
    const spine = across ? [x0, y0, mx, y0, mx, y3, x3, y3] : [x0, y0, x0, my, x3, my, x3, y3];
    const stroke = KIND_STROKES[flow.kind];
    const angle = across ? (x3 > x0 ? 0 : Math.PI) : y3 > y0 ? Math.PI / 2 : -Math.PI / 2;
    const at = (d: number, s: number) => ({
      x: x3 - Math.cos(angle) * d - Math.sin(angle) * s,
      y: y3 - Math.sin(angle) * d + Math.cos(angle) * s,
    });
    const [length, half] = stroke.size;
    const words = flow.label || `${flow.kind} 40k/y`;
    const w = measure(words, 11, false);
    return {
      id: { table: "flow", id: flow.id },
      layer: "flow",
      kind: flow.kind,
      spine,
      name: `${flow.kind} flow`,
      rect: {
        x: Math.min(x0, x3) - 8,
        y: Math.min(y0, y3) - 8,
        w: Math.abs(x3 - x0) + 16,
        h: Math.abs(y3 - y0) + 16,
      },
      label: { x: mx - w / 2 - 3, y: my - 8, w: w + 6, h: 16 },
      shapes: [
        {
          shape: "path",
          path: [
            { to: "move", p: { x: x0, y: y0 } },
            {
              to: "cubic",
              a: { x: spine[2]!, y: spine[3]! },
              b: { x: spine[4]!, y: spine[5]! },
              p: at(length, 0),
            },
          ],
          fill: null,
          stroke: {
            ink: flow.kind,
            width: stroke.width,
            dash: [...stroke.dash],
            round: stroke.round ?? false,
          },
        },
        {
          shape: "path",
          path: [
            { to: "move", p: { x: x3, y: y3 } },
            { to: "line", p: at(length, half) },
            { to: "line", p: at(length, -half) },
            { to: "close" },
          ],
          fill: flow.kind,
          stroke: null,
        },
        {
          shape: "box",
          rect: { x: mx - w / 2 - 3, y: my - 8, w: w + 6, h: 16 },
          radius: 3,
          fill: "paper",
          stroke: null,
        },
        text(words, mx - w / 2, my + 4, 11, false, flow.kind),
      ],
    };
  }

  function zone(z: Zone, rect: Rect): Item {
    return {
      id: { table: "zone", id: z.id },
      layer: "zone",
      rect,
      kind: null,
      label: null,
      spine: [],
      name: `${z.title}, zone`,
      shapes: [
        {
          shape: "box",
          rect,
          radius: 12,
          fill: "zone",
          stroke: { ink: "zone_edge", width: 1, dash: [], round: false },
        },
        text(z.title, rect.x + 16, rect.y + 24, 14, true, "quiet"),
      ],
    };
  }

  function note(n: Note, p: { x: number; y: number }): Item {
    const rect = { ...p, w: 176, h: 64 };
    return {
      id: { table: "note", id: n.id },
      layer: "note",
      rect,
      kind: null,
      label: null,
      spine: [],
      name: `${n.text}, note`,
      shapes: [
        {
          shape: "box",
          rect,
          radius: 2,
          fill: "note",
          stroke: { ink: "rule", width: 1, dash: [], round: false },
        },
        text(n.text, p.x + 10, p.y + 22, 12, false, "text"),
      ],
    };
  }

  function seed() {
    const columns = Math.ceil(Math.sqrt(actorCount * 1.3));
    put({ table: "info", record: { title: "A stand-in", us: 1 } as never });
    for (let n = 0; n < actorCount; n++) {
      const at = { x: (n % columns) * 288, y: Math.floor(n / columns) * 176 };
      put({ table: "actor", record: addActor(`Actor ${n + 1}`, at) });
    }
    if (actorCount > 4)
      put({
        table: "zone",
        record: { id: ++last, title: "Where demand forms", area: { x: 400, y: 80, w: 640, h: 400 } } as Zone,
      });
    let seedValue = 7;
    const random = (below: number) => ((seedValue = (seedValue * 48271) % 2147483647), seedValue % below);
    for (let n = 0; n < flowCount; n++) {
      const from = random(actorCount);
      const near = [1, columns, -1, -columns, columns + 1, 2][random(6)]!;
      const to = (from + near + actorCount) % actorCount;
      if (to !== from) put({ table: "flow", record: addFlow(from + 1, to + 1, KINDS[random(6)]!) });
    }
  }
}

function idOf(record: AnyRecord): RecordId {
  return record.table === "info"
    ? { table: "info" }
    : ({ table: record.table, id: record.record.id } as RecordId);
}

const pen = document.createElement("canvas").getContext("2d");
function measure(value: string, size: number, bold: boolean): number {
  if (!pen) return value.length * size * 0.55;
  pen.font = `${bold ? 600 : 400} ${size}px Inter, sans-serif`;
  return pen.measureText(value).width;
}
