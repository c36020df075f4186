// What a gesture is: an object that is told where the pointer goes, and ends or is called off. It knows
// no framework; whatever it needs of the canvas it asks of the stage.
import type { Item } from "../../generated/Item";
import type { Kind } from "../../generated/Kind";
import type { Point } from "../../generated/Point";
import type { RecordId } from "../../generated/RecordId";
import type { Rect } from "../../generated/Rect";
import type { Key } from "../../records";
import type { Camera } from "../camera";
import type { Overlay } from "../overlay";
import type { Spatial } from "../spatial";

/** Where the pointer is, and which keys are held. */
export interface Pointer {
  /** CSS pixels from the canvas's corner. */
  readonly screen: Point;
  readonly map: Point;
  readonly shift: boolean;
  readonly alt: boolean;
  /** Ctrl, or Command on a Mac: without snapping. */
  readonly mod: boolean;
}

/** The whole picture on its way. */
export interface Whole {
  readonly key: Key;
  readonly by: Point;
}

/** What changes the picture before the core has the last word. */
export interface Living {
  /** Items above the sheet, and how far from their place; null for those that only follow. */
  alive?(): ReadonlyMap<Key, Point | null>;
  /** Everything is carried at once: how far the whole picture is from where it is painted, and an item of it. */
  whole?(): Whole | null;
  /** The picture of these changed meanwhile. */
  changed?(keys: Iterable<Key>): void;
  /** A digit picks the kind of the flow that is being drawn. */
  kind?(kind: Kind): void;
}

export interface Gesture extends Living {
  readonly cursor: string;
  /** Whether the sheet moves along when the pointer is at the window's edge. */
  readonly pansAtEdge?: boolean;
  /** Whether the dots of the grid are shown meanwhile. */
  readonly showsGrid?: boolean;
  update(at: Pointer): void;
  /** The promise is kept when the core has the last word. */
  end(at: Pointer): void | Promise<unknown>;
  cancel(): void | Promise<unknown>;
}

/** What gestures may ask of the canvas. */
export interface Stage {
  readonly spatial: Spatial;
  readonly overlay: Overlay;
  readonly camera: Camera;
  /** How far the whole picture is seen from where the core has it, while it is carried and until the core answers. */
  readonly carried: Point;
  /** The part of the map in the window. */
  readonly seen: Rect;
  item(key: Key): Item | undefined;
  look(camera: Camera): void;
  /** Keeps what is alive above the sheet; until the promise is kept, where there is one. */
  settle(living: Living, until?: Promise<unknown>): void;
  /** Opens the input for a record's name, title, text or label, over its picture. */
  rename(id: RecordId, initial?: string): void;
  /** Opens the input for the title of a zone that is made of an area with it. */
  newZone(area: Rect): void;
  /** Opens the input for the name of an actor that is being added, with a flow, around a place. */
  nameAdded(at: Point, added: Promise<RecordId[]>): void;
  /** Shows the six kinds beside a new flow. */
  offerKinds(flow: RecordId): void;
}
