import { doc } from "../document.svelte";
import type { ExportRequest } from "../generated/ExportRequest";
import { view } from "../view.svelte";
import { words } from "../words";
import type { Action } from "./action";

const FORMATS = ["pdf", "pptx", "png", "svg", "text"] as const;
/** Pixels of a picture: wide enough for a slide across a whole screen, and sharp on paper. */
export const WIDTH = 2400;

/** Asks for a place, writes there and says so. */
export async function exportTo(request: ExportRequest) {
  sayWritten(await doc.export(request), request.format);
}

/** Says what was written, and offers to open it: to see it, to print it. */
export function sayWritten(name: string | null, format: string) {
  if (name === null) return;
  const action = { name: words.page.openWritten, run: () => void doc.openWritten(format) };
  view.toast({ tone: "info", message: words.page.exported(name), hint: "", action });
}

/** The page as it is set up, or the map as text, to a file that is asked for. */
export const exports: readonly Action[] = FORMATS.map((format) => ({
  id: `export_${format}`,
  name: words.actions.exportAs[format],
  group: "File",
  keys: [],
  possible: () => doc.isOpen && doc.info !== null,
  run: () =>
    doc.info ? exportTo({ format, page: doc.info.page, width_px: WIDTH, transparent: false }) : undefined,
}));
