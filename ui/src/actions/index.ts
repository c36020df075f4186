// The one list of everything a user can do. A new action is a new file and a line here.
import type { Action } from "./action";
import { arrange } from "./arrange";
import { close } from "./close";
import { connect } from "./connect";
import { copy } from "./copy";
import { copyPage } from "./copy_page";
import { copyPicture } from "./copy_picture";
import { cut } from "./cut";
import { duplicate } from "./duplicate";
import { evidence } from "./evidence";
import { exports } from "./export";
import { exportAgain } from "./export_again";
import { find } from "./find";
import { focus } from "./focus";
import { flowKinds } from "./flow_kind";
import { group } from "./group";
import { guide } from "./guide";
import { help } from "./help";
import { kinds } from "./kinds";
import { lane } from "./lane";
import { languages } from "./language";
import { lenses } from "./lens";
import { lock } from "./lock";
import { merge } from "./merge";
import { minimap } from "./minimap";
import { newActor } from "./new_actor";
import { newLinkedActor } from "./new_linked_actor";
import { newMap } from "./new_map";
import { newWorkshop } from "./new_workshop";
import { openMap } from "./open_map";
import { page } from "./page";
import { palette } from "./palette";
import { panels } from "./panel";
import { park } from "./park";
import { paste } from "./paste";
import { present } from "./present";
import { redo } from "./redo";
import { regions } from "./regions";
import { remove } from "./remove";
import { rename } from "./rename";
import { reverse } from "./reverse";
import { roles } from "./roles";
import { save } from "./save";
import { saveCopy } from "./save_copy";
import { selectAll } from "./select_all";
import { selectNone } from "./select_none";
import { themes } from "./theme";
import { sizes } from "./size";
import { spotlight } from "./spotlight";
import { tidy } from "./tidy";
import { tools } from "./tools";
import { undo } from "./undo";
import { us } from "./us";
import { views } from "./views";
import { walk } from "./walk";
import { ghost, whatIf } from "./what_if";
import { zoom } from "./zoom";

export type { Action } from "./action";
export { exportTo } from "./export";
export { keyText } from "./keys";
export { listenForKeys } from "./dispatch";

export const actions: readonly Action[] = [
  ...[newMap, newWorkshop, openMap, save, saveCopy, page, ...exports, exportAgain, close],
  ...[
    undo,
    redo,
    cut,
    copy,
    ...copyPicture,
    ...copyPage,
    paste,
    duplicate,
    remove,
    selectAll,
    selectNone,
    find,
    rename,
    roles,
    us,
    merge,
    reverse,
  ],
  ...flowKinds,
  ...evidence,
  ...[newActor, newLinkedActor, connect, lane, park],
  ...[...tidy, group, lock, ...arrange],
  ...[present, spotlight],
  ...[
    ...zoom,
    minimap,
    ...kinds,
    ...lenses,
    ...focus,
    ...walk,
    ...views,
    ...panels,
    ...regions,
    ...themes,
    ...sizes,
    ...languages,
  ],
  ...tools,
  ...[whatIf, ghost, palette, help, guide],
];

/** The action with this id; a wrong id is a mistake in the program. */
export function action(id: string): Action {
  const found = actions.find((a) => a.id === id);
  if (!found) throw new Error(`no action ${id}`);
  return found;
}
