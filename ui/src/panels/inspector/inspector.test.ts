import { describe, expect, it } from "vitest";
import type { FieldValue } from "../../generated/FieldValue";
import { groupsOf } from "./groups";
import { join, split } from "./list";

const field = (word: string, group: string, value = "", mixed = false): FieldValue => ({
  field: word,
  label: word,
  help: "",
  input: { as: "line", example: "" },
  group,
  value,
  mixed,
});

describe("fields in groups", () => {
  it("keep the order in which they came", () => {
    const groups = groupsOf([field("name", ""), field("source", "Evidence"), field("owner", "")]);
    expect(groups.map((group) => group.name)).toEqual(["", "Evidence"]);
    expect(groups[0]?.set.map((each) => each.field)).toEqual(["name", "owner"]);
  });

  it("leave out what is written elsewhere in the window", () => {
    const groups = groupsOf([field("title", ""), field("page", "", "a4"), field("settings", "")]);
    expect(groups.flatMap((group) => group.fields.map((each) => each.field))).toEqual(["title"]);
  });

  it("show what is set or differs, and hold the rest back", () => {
    const [group] = groupsOf([field("a", "Data", "yes"), field("b", "Data"), field("c", "Data", "", true)]);
    expect(group?.set.map((each) => each.field)).toEqual(["a", "c"]);
    expect(group?.fields.map((each) => each.field)).toEqual(["a", "b", "c"]);
  });
});

describe("lists as text", () => {
  it("come back as they went, also with commas and quotes in a value", () => {
    const values = ["Acme", "Smith, Jones", 'The "Store"', "back\\slash"];
    expect(split(join(values))).toEqual(values);
  });

  it("know no empty values", () => {
    expect(split(" , Acme,, Us ")).toEqual(["Acme", "Us"]);
    expect(split("")).toEqual([]);
  });
});
