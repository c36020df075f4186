// Generated from core's list of calls. Do not edit.
import type { Assets } from "./Assets";
import type { Changed } from "./Changed";
import type { CompleteRequest } from "./CompleteRequest";
import type { Completion } from "./Completion";
import type { DocumentView } from "./DocumentView";
import type { EditRequest } from "./EditRequest";
import type { ExportRequest } from "./ExportRequest";
import type { FieldAsked } from "./FieldAsked";
import type { FieldValue } from "./FieldValue";
import type { Lens } from "./Lens";
import type { LensView } from "./LensView";
import type { PageSettings } from "./PageSettings";
import type { Point } from "./Point";
import type { RecordId } from "./RecordId";
import type { Said } from "./Said";
import type { SayRequest } from "./SayRequest";
import type { Sheet } from "./Sheet";
import type { StartView } from "./StartView";

export interface Calls {
  start: { with: null; gives: StartView };
  assets: { with: null; gives: Assets };
  new_document: { with: null; gives: DocumentView };
  open_document: { with: null; gives: DocumentView | null };
  open_recent: { with: string; gives: DocumentView };
  sample_page: { with: string; gives: Sheet };
  open_sample: { with: string; gives: DocumentView };
  read_document: { with: null; gives: DocumentView };
  close_document: { with: null; gives: null };
  save_copy: { with: null; gives: string | null };
  retry_save: { with: null; gives: null };
  edit: { with: EditRequest; gives: Changed };
  end_gesture: { with: boolean; gives: Changed };
  undo: { with: null; gives: Changed };
  redo: { with: null; gives: Changed };
  say: { with: SayRequest; gives: Said };
  complete: { with: CompleteRequest; gives: Array<Completion> };
  copy: { with: Array<RecordId>; gives: null };
  paste: { with: Point | null; gives: Said };
  inspect: { with: Array<RecordId>; gives: Array<FieldValue> };
  tidy: { with: Array<RecordId>; gives: Changed };
  compose_page: { with: PageSettings; gives: Sheet };
  export: { with: ExportRequest; gives: string | null };
  lens: { with: Lens; gives: LensView };
  read_field: { with: FieldAsked; gives: string };
}
