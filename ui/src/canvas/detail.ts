// Level of detail: what is worth painting at a zoom.

/** From everything down to boxes and plain lines. */
export type Detail = "full" | "no_labels" | "no_text" | "boxes";

const LEVELS: readonly (readonly [Detail, number])[] = [
  ["full", 0.36],
  ["no_labels", 0.22],
  ["no_text", 0.13],
];

export function detailAt(zoom: number): Detail {
  return LEVELS.find(([, least]) => zoom >= least)?.[0] ?? "boxes";
}
