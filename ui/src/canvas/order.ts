// Painting order: the words of flows over the lines of all flows, so that no line runs through a word.
import type { Item } from "../generated/Item";

const halves = new WeakMap<Item, readonly [Item, Item]>();

/** The same in the order in which they are painted: a flow's label, which begins at its first box, after the last flow. */
export function inPaintingOrder<E extends { readonly item: Item }>(entries: readonly E[]): E[] {
  const order: E[] = [];
  const labels: E[] = [];
  for (const entry of entries) {
    const { layer } = entry.item;
    if (layer === "flow") {
      const [lines, label] = halvesOf(entry.item);
      order.push({ ...entry, item: lines });
      if (label.shapes.length > 0) labels.push({ ...entry, item: label });
    } else {
      if (layer !== "zone") order.push(...labels.splice(0));
      order.push(entry);
    }
  }
  return order.concat(labels);
}

function halvesOf(item: Item): readonly [Item, Item] {
  let known = halves.get(item);
  if (!known) {
    const at = item.shapes.findIndex((shape) => shape.shape === "box");
    const cut = at < 0 ? item.shapes.length : at;
    known = [
      { ...item, shapes: item.shapes.slice(0, cut) },
      { ...item, shapes: item.shapes.slice(cut) },
    ];
    halves.set(item, known);
  }
  return known;
}
