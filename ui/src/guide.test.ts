import { describe, expect, test, vi } from "vitest";

vi.mock("./host", () => ({
  call: vi.fn(),
  onEvent: vi.fn(),
  setWindowTitle: vi.fn(),
  failureFrom: (e: unknown) => e,
}));

import { doc } from "./document.svelte";
import type { Actor } from "./generated/Actor";
import type { MapInfo } from "./generated/MapInfo";
import { words } from "./words";
import { lineOf, STEPS, type Watched } from "./guide.svelte";

const nothing: Watched = {
  hasUs: false,
  actors: 0,
  paid: 0,
  flows: 0,
  offersKinds: false,
  decisions: 0,
  isLit: false,
  face: "map",
};

describe("the guided first map", () => {
  test("has words for every step, and none is done on an empty map", () => {
    for (const step of STEPS) {
      expect(words.guide.steps[step.id]).not.toBe("");
      expect(step.isDone(nothing)).toBe(false);
    }
  });

  test("has the payer pay whoever is said to be us", () => {
    expect(lineOf("pays")).toBe("Customer -money 300k/y-> Our firm");
    for (const [name, written] of [
      ["Acme & Sons", "Acme & Sons"],
      ["Acme-Werke", '"Acme-Werke"'],
    ] as const) {
      doc.info = { us: 7 } as MapInfo;
      doc.records.actor.set(7, { id: 7, name } as Actor);
      expect(lineOf("pays")).toBe(`Customer -money 300k/y-> ${written}`);
    }
  });

  test("ticks each step by what is on the map", () => {
    const done = (now: Partial<Watched>) =>
      STEPS.filter((step) => step.isDone({ ...nothing, ...now })).map((step) => step.id);
    expect(done({ hasUs: true, actors: 1 })).toEqual(["us"]);
    expect(done({ hasUs: true, actors: 2, paid: 1, flows: 1 })).toEqual(["us", "pays"]);
    expect(done({ actors: 3, flows: 2 })).toEqual(["actor", "flow"]);
    expect(done({ actors: 3, flows: 2, offersKinds: true })).toEqual(["actor"]);
    expect(done({ face: "present" })).toEqual(["present"]);
    expect(done({ face: "page" })).toEqual(["page"]);
  });
});
