import { describe, expect, test } from "vitest";
import type { RecordId } from "../generated/RecordId";
import type { Way } from "../view.svelte";
import { anyActor, nearestActor, walked, type Ground } from "./walk";

// 2 above 1, 3 right of 1, twice linked; 4 below 3; 5 left of 1 and linked to nobody.
const ground: Ground = {
  actors: new Map([
    [1, { x: 0, y: 0 }],
    [2, { x: 0, y: -300 }],
    [3, { x: 400, y: 0 }],
    [4, { x: 400, y: 300 }],
    [5, { x: -300, y: 20 }],
  ]),
  flows: [
    { id: 10, from: 1, to: 3, middle: { x: 200, y: -40 } },
    { id: 11, from: 3, to: 1, middle: { x: 200, y: 30 } },
    { id: 12, from: 2, to: 1, middle: { x: 0, y: -150 } },
    { id: 13, from: 3, to: 4, middle: { x: 400, y: 150 } },
    { id: 14, from: 4, to: 4, middle: { x: 480, y: 240 } },
  ],
};
const actor = (id: number): RecordId => ({ table: "actor", id });
const flow = (id: number): RecordId => ({ table: "flow", id });
const from = (id: RecordId, way: Way, cameFrom: number | null = null) => walked(ground, id, way, cameFrom);

describe("walking", () => {
  test("goes from an actor to the flow that way, and on to its other end", () => {
    expect(from(actor(1), "right")).toEqual(flow(11));
    expect(from(flow(11), "right", 1)).toEqual(actor(3));
    expect(from(flow(11), "left", 1)).toEqual(actor(1));
  });

  test("goes against the arrow as well as along it", () => {
    expect(from(actor(1), "up")).toEqual(flow(12));
    expect(from(flow(12), "up", 1)).toEqual(actor(2));
  });

  test("goes across from one flow of an actor to the next", () => {
    expect(from(flow(11), "up", 1)).toEqual(flow(10));
    expect(from(flow(10), "down", 1)).toEqual(flow(11));
    expect(from(flow(11), "down", 3)).toEqual(flow(13));
  });

  test("reaches actors that no flow leads to", () => {
    expect(from(actor(1), "left")).toEqual(actor(5));
    expect(nearestActor(ground, { x: 100, y: 250 }, "right")).toEqual(actor(4));
  });

  test("begins with the actor nearest to where one looks", () => {
    expect(anyActor(ground, { x: 390, y: 250 })).toEqual(actor(4));
    expect(anyActor({ actors: new Map(), flows: [] }, { x: 0, y: 0 })).toBeNull();
  });

  test("finds a flow that returns to its own actor, and back", () => {
    expect(from(actor(4), "right")).toEqual(flow(14));
    expect(from(flow(14), "down", 4)).toEqual(actor(4));
  });

  test("stays where nothing lies that way", () => {
    expect(from(actor(5), "left")).toBeNull();
    expect(from(flow(99), "left")).toBeNull();
    expect(from({ table: "note", id: 1 }, "left")).toBeNull();
  });
});
