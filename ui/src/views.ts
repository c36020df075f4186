// Ways of looking at the map that are kept with it: kept, recalled, renamed, deleted.
import { doc } from "./document.svelte";
import type { Rect } from "./generated/Rect";
import type { SavedView } from "./generated/SavedView";
import { KINDS } from "./records";
import { view } from "./view.svelte";
import { words } from "./words";

/** The saved views, in the order they were kept. */
export const savedViews = (): SavedView[] => [...doc.records.saved_view.values()].sort((a, b) => a.id - b.id);

/** Keeps what the window shows; one of this name is replaced. */
export async function keepView(name: string): Promise<void> {
  let area: Rect | null = null;
  view.ask({ ask: "where", tell: (seen) => (area = seen) });
  const kept: SavedView = {
    id: 0,
    name,
    lens: view.lens,
    kinds: view.kinds.size === KINDS.length ? [] : KINDS.filter((kind) => view.kinds.has(kind)),
    around: [...(view.focus?.actors ?? [])],
    steps: view.focus?.steps ?? 1,
    hides: view.focus?.hides ?? false,
    area: rounded(area),
  };
  if (await doc.edit({ command: "SaveView", view: kept })) view.announce(words.views.kept(name));
}

/** Looks at the map as it was kept. */
export function recallView({ lens, kinds, around, steps, hides, area, name }: SavedView) {
  view.lens = lens;
  view.kinds = new Set(kinds.length === 0 ? KINDS : kinds);
  view.focus = around.length > 0 ? { actors: around, steps: steps === 2 ? 2 : 1, hides } : null;
  view.ask(area ? { ask: "look_at", area } : { ask: "fit" });
  view.announce(words.views.recall(name));
}

export const removeView = ({ id }: SavedView) =>
  doc.edit({ command: "RemoveItems", items: [{ table: "saved_view", id }] });

export const renameView = ({ id }: SavedView, name: string) =>
  doc.setField([{ table: "saved_view", id }], "name", name);

/** Whole units: nobody sees the difference, and the text stays short. */
const rounded = (area: Rect | null): Rect | null =>
  area && {
    x: Math.round(area.x),
    y: Math.round(area.y),
    w: Math.max(1, Math.round(area.w)),
    h: Math.max(1, Math.round(area.h)),
  };
