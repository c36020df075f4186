// The window's own icons, from lucide; only what is listed here travels with the program.
import actualSize from "lucide-static/icons/scan.svg?raw";
import alertTriangle from "lucide-static/icons/triangle-alert.svg?raw";
import archive from "lucide-static/icons/archive.svg?raw";
import arrowLeft from "lucide-static/icons/arrow-left.svg?raw";
import arrowLeftRight from "lucide-static/icons/arrow-left-right.svg?raw";
import check from "lucide-static/icons/check.svg?raw";
import chevronDown from "lucide-static/icons/chevron-down.svg?raw";
import chevronRight from "lucide-static/icons/chevron-right.svg?raw";
import chevronUp from "lucide-static/icons/chevron-up.svg?raw";
import circleAlert from "lucide-static/icons/circle-alert.svg?raw";
import circleCheck from "lucide-static/icons/circle-check.svg?raw";
import contrast from "lucide-static/icons/contrast.svg?raw";
import copy from "lucide-static/icons/copy.svg?raw";
import download from "lucide-static/icons/download.svg?raw";
import ellipsis from "lucide-static/icons/ellipsis.svg?raw";
import file from "lucide-static/icons/file.svg?raw";
import fileText from "lucide-static/icons/file-text.svg?raw";
import folderOpen from "lucide-static/icons/folder-open.svg?raw";
import grip from "lucide-static/icons/grip-vertical.svg?raw";
import hand from "lucide-static/icons/hand.svg?raw";
import help from "lucide-static/icons/circle-question-mark.svg?raw";
import image from "lucide-static/icons/image.svg?raw";
import info from "lucide-static/icons/info.svg?raw";
import languages from "lucide-static/icons/languages.svg?raw";
import lock from "lucide-static/icons/lock.svg?raw";
import menu from "lucide-static/icons/menu.svg?raw";
import minus from "lucide-static/icons/minus.svg?raw";
import monitor from "lucide-static/icons/monitor.svg?raw";
import moon from "lucide-static/icons/moon.svg?raw";
import panelClose from "lucide-static/icons/panel-right-close.svg?raw";
import panelOpen from "lucide-static/icons/panel-right-open.svg?raw";
import pin from "lucide-static/icons/pin.svg?raw";
import pause from "lucide-static/icons/pause.svg?raw";
import placeOnMap from "lucide-static/icons/map-pin-plus.svg?raw";
import play from "lucide-static/icons/play.svg?raw";
import plus from "lucide-static/icons/plus.svg?raw";
import pointer from "lucide-static/icons/mouse-pointer-2.svg?raw";
import presentation from "lucide-static/icons/presentation.svg?raw";
import printer from "lucide-static/icons/printer.svg?raw";
import redo from "lucide-static/icons/redo-2.svg?raw";
import rename from "lucide-static/icons/pencil.svg?raw";
import retry from "lucide-static/icons/rotate-cw.svg?raw";
import search from "lucide-static/icons/search.svg?raw";
import actor from "lucide-static/icons/square.svg?raw";
import next from "lucide-static/icons/skip-forward.svg?raw";
import note from "lucide-static/icons/sticky-note.svg?raw";
import sun from "lucide-static/icons/sun.svg?raw";
import flow from "lucide-static/icons/spline.svg?raw";
import timer from "lucide-static/icons/timer.svg?raw";
import trash from "lucide-static/icons/trash-2.svg?raw";
import undo from "lucide-static/icons/undo-2.svg?raw";
import close from "lucide-static/icons/x.svg?raw";
import zone from "lucide-static/icons/square-dashed.svg?raw";

const raw = {
  actor,
  actualSize,
  alertTriangle,
  archive,
  arrowLeft,
  arrowLeftRight,
  check,
  chevronDown,
  chevronRight,
  chevronUp,
  circleAlert,
  circleCheck,
  close,
  contrast,
  copy,
  download,
  ellipsis,
  file,
  fileText,
  flow,
  folderOpen,
  grip,
  hand,
  help,
  image,
  info,
  languages,
  lock,
  menu,
  minus,
  monitor,
  moon,
  next,
  note,
  panelClose,
  panelOpen,
  pause,
  pin,
  placeOnMap,
  play,
  plus,
  pointer,
  presentation,
  printer,
  redo,
  rename,
  retry,
  search,
  sun,
  timer,
  trash,
  undo,
  zone,
};

export type IconName = keyof typeof raw;

/** One element of an icon's drawing. */
export interface Mark {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** The elements inside an icon file's `<svg>`. */
export function marksIn(svg: string): Mark[] {
  const inside = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1);
  return [...inside.matchAll(/<(\w+)([^>]*?)\/>/g)].map(([, tag = "", text = ""]) => ({
    tag,
    attributes: Object.fromEntries(
      [...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value]),
    ),
  }));
}

export const icons = Object.fromEntries(
  Object.entries(raw).map(([name, svg]) => [name, marksIn(svg)]),
) as Record<IconName, Mark[]>;
