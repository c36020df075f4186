// Actions and the things on the map, as entries of menus, palette and find.
import { keyText, type Action } from "../../actions";
import { doc } from "../../document.svelte";
import type { Flow } from "../../generated/Flow";
import type { RecordId } from "../../generated/RecordId";
import type { MenuEntry } from "../../kit/Menu.svelte";
import { keyOf } from "../../records";
import { view } from "../../view.svelte";
import { said } from "../../vocabulary";
import { words } from "../../words";

const GROUPS = ["File", "Edit", "Insert", "Arrange", "View", "Tools", "Help"] as const;

export const nameOf = (action: Action): string => action.title?.() ?? action.name;

export const shownKeys = (action: Action): string | undefined =>
  action.keys[0] === undefined ? undefined : keyText(action.keys[0]);

/** The action list by group. */
export function grouped(actions: readonly Action[]) {
  return GROUPS.map((group) => ({
    name: words.help.groups[group],
    actions: actions.filter((action) => action.group === group),
  })).filter((group) => group.actions.length > 0);
}

/** An action as an entry of a menu. */
export const menuEntry = (action: Action): MenuEntry => ({
  id: action.id,
  name: nameOf(action),
  keys: shownKeys(action),
  possible: action.possible(),
  on: action.on?.(),
  run: () => void action.run(),
});

/** The action list as a menu. */
export function menuOf(actions: readonly Action[]): { name: string; entries: MenuEntry[] }[] {
  return grouped(actions).map((group) => ({
    name: group.name,
    entries: group.actions.map(menuEntry),
  }));
}

/** Something on the map that can be found by name. */
export interface Place {
  readonly id: RecordId;
  readonly name: string;
  readonly sort: string;
}

/** What stands on the arrow, after a colon: people look for what they read there. */
function onArrow({ id, label }: Flow): string {
  const shapes = doc.items.get(keyOf({ table: "flow", id }))?.shapes ?? [];
  const lines = shapes.flatMap((shape) => (shape.shape === "text" ? [shape.text] : []));
  const written = label || lines.join(" ");
  // The mark of an assumption alone tells nothing.
  return written && written !== "?" ? `: ${written}` : "";
}

/** Everything on the sheet, by its name. */
export function places(): Place[] {
  const { actor, flow, zone, note } = doc.records;
  const name = (id: number) => actor.get(id)?.name ?? "";
  return [
    ...[...actor.values()].map((each) => ({
      id: { table: "actor" as const, id: each.id },
      name: each.name,
      sort: said(each.roles[0] ?? words.inspector.table.actor.toLowerCase()),
    })),
    ...[...zone.values()].map((each) => ({
      id: { table: "zone" as const, id: each.id },
      name: each.title,
      sort: words.inspector.table.zone.toLowerCase(),
    })),
    ...[...flow.values()].map((each) => ({
      id: { table: "flow" as const, id: each.id },
      name: `${name(each.from)} → ${name(each.to)}${onArrow(each)}`,
      sort: words.kinds[each.kind],
    })),
    ...[...note.values()].map((each) => ({
      id: { table: "note" as const, id: each.id },
      name: each.text,
      sort: words.inspector.table.note.toLowerCase(),
    })),
  ];
}

/** Selects a thing and brings it into sight. */
export function goTo(id: RecordId) {
  view.face = "map";
  view.select([id]);
  view.ask({ ask: "show", items: [id] });
  view.ask({ ask: "focus_canvas" });
}
