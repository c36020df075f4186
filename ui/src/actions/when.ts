// When actions are possible, and what they act on.
import type { RecordId } from "../generated/RecordId";
import { doc } from "../document.svelte";
import { view } from "../view.svelte";

/** The map is up. */
export const onMap = (): boolean => doc.isOpen && view.face === "map";

/** The map is up and may be changed. */
export const canEdit = (): boolean => onMap() && doc.readOnly === null;

/** The map or its page is up, and the document may be changed. */
export const canGoBack = (): boolean =>
  doc.isOpen && (view.face === "map" || view.face === "page") && doc.readOnly === null;

/** What is selected, of these tables. */
export function selected(...tables: RecordId["table"][]): RecordId[] {
  return tables.length === 0 ? [...view.selection] : view.selection.filter((id) => tables.includes(id.table));
}

/** What has a place on the sheet and may be moved. */
export const placed = (): RecordId[] => selected("actor", "zone", "note");
