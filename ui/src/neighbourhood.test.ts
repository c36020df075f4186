import { describe, expect, test } from "vitest";
import type { Flow } from "./generated/Flow";
import type { Kind } from "./generated/Kind";
import { neighbourhood } from "./neighbourhood";
import { KINDS } from "./records";

const flow = (id: number, from: number, to: number, kind: Kind = "money", via: number[] = []) =>
  ({ id, from, to, kind, via }) as unknown as Flow;
const all = new Set(KINDS);
// 1 to 2 to 3 to 4, with 9 helping between 2 and 3, and data from 1 to 5.
const flows = [flow(10, 1, 2), flow(11, 2, 3, "money", [9]), flow(12, 3, 4), flow(13, 1, 5, "data")];

describe("the neighbourhood of an actor", () => {
  test("is what one flow leads to, either way", () => {
    const near = neighbourhood(flows, [2], 1, all);
    expect([...near].sort()).toEqual(["actor:1", "actor:2", "actor:3", "actor:9", "flow:10", "flow:11"]);
  });

  test("reaches one flow further with each step", () => {
    const near = neighbourhood(flows, [1], 2, all);
    expect(near.has("actor:3") && near.has("actor:9") && near.has("flow:11")).toBe(true);
    expect(near.has("actor:4")).toBe(false);
  });

  test("follows only the kinds that are shown", () => {
    expect([...neighbourhood(flows, [1], 2, new Set<Kind>(["data"]))].sort()).toEqual([
      "actor:1",
      "actor:5",
      "flow:13",
    ]);
  });

  test("of somebody who helps a flow along is that flow with both its ends", () => {
    expect([...neighbourhood(flows, [9], 1, all)].sort()).toEqual([
      "actor:2",
      "actor:3",
      "actor:9",
      "flow:11",
    ]);
  });
});
