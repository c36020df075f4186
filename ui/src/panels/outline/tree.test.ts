import { describe, expect, it } from "vitest";
import type { Actor } from "../../generated/Actor";
import type { Flow } from "../../generated/Flow";
import { rowsOf, treeOf } from "./tree";

const words = { loose: "Loose", notes: "Notes", parked: "parked", to: "to", from: "from", both: "with" };
const actor = (id: number, name: string, zone: number | null = null) =>
  ({ id, name, zone, roles: [] as string[] }) as unknown as Actor;
const flow = (id: number, from: number, to: number, both_ways = false) =>
  ({ id, from, to, both_ways, kind: "money", label: "" }) as unknown as Flow;

const tree = treeOf(
  {
    actors: [actor(1, "Acme", 9), actor(2, "Us")],
    flows: [flow(5, 1, 2), flow(6, 2, 1)],
    zones: [{ id: 9, title: "Demand", area: null }],
    notes: [{ id: 7, text: "Ask legal", position: null, parked: true }],
  },
  words,
);
const names = (turned: string[]) =>
  rowsOf(tree, new Set(turned)).map((row) => `${row.level} ${row.twig.name}`);

describe("the outline", () => {
  it("has zones, the actors in them, then what lies outside, then notes", () => {
    expect(names([])).toEqual(["1 Demand", "2 Acme", "1 Loose", "2 Us", "1 Notes", "2 Ask legal"]);
  });

  it("opens an actor on its flows, outgoing ones first", () => {
    expect(names(["actor:2"]).slice(3, 6)).toEqual(["2 Us", "3 money to Acme", "3 money from Acme"]);
  });

  it("closes a zone over its actors", () => {
    expect(names(["zone:9"])[1]).toBe("1 Loose");
  });

  it("tells each row its place among its siblings and its parent", () => {
    const acme = rowsOf(tree, new Set())[1];
    expect(acme).toMatchObject({ parent: 0, place: 1, siblings: 1, level: 2 });
  });

  it("needs no heading for loose actors where there are no zones", () => {
    const flat = treeOf({ actors: [actor(1, "Acme")], flows: [], zones: [], notes: [] }, words);
    expect(flat.map((twig) => twig.name)).toEqual(["Acme"]);
  });

  it("names a flow that goes both ways once under each end", () => {
    const both = treeOf(
      { actors: [actor(1, "Acme"), actor(2, "Us")], flows: [flow(5, 1, 2, true)], zones: [], notes: [] },
      words,
    );
    expect(both.flatMap((twig) => twig.children.map((child) => child.name))).toEqual([
      "money with Us",
      "money with Acme",
    ]);
  });
});
