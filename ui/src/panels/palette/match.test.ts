import { describe, expect, it } from "vitest";
import { rate, search } from "./match";

describe("search by a few letters", () => {
  it("puts the beginning of a name before the beginning of a word before the middle", () => {
    const names = ["Shipments", "The ship", "Airship", "Ship"];
    expect(search(names, "ship", (name) => name)).toEqual(["Ship", "Shipments", "The ship", "Airship"]);
  });

  it("understands initials and beginnings of words in any order", () => {
    expect(rate("Zoom to the selection", "ztts")).not.toBeNull();
    expect(rate("Group into a zone", "zone gr")).not.toBeNull();
    expect(rate("Group into a zone", "zebra")).toBeNull();
  });

  it("does not mind accents or case", () => {
    expect(rate("Östra Hamnen", "ostra")).toBe(rate("Ostra Hamnen", "OSTRA"));
  });

  it("keeps the given order when nothing is asked", () => {
    expect(search(["b", "a"], "", (name) => name)).toEqual(["b", "a"]);
  });
});
