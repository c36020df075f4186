// Fields in their groups: what is set is in sight, the rest one click away.
import type { FieldValue } from "../../generated/FieldValue";

export interface Group {
  readonly name: string;
  /** All of them, in the order they came: none moves away from a hand that fills them in one after the other. */
  readonly fields: readonly FieldValue[];
  /** Those in sight while the group is closed. The first group, which has no name, shows all. */
  readonly set: readonly FieldValue[];
}

/** Fields of the map that are written where they are seen: on the page and in what the map says. */
const ELSEWHERE: ReadonlySet<string> = new Set(["page", "wording", "settings"]);

export const isSet = (field: FieldValue): boolean => field.mixed || field.value !== "";

/** The fields by group, groups and fields in the order they came. */
export function groupsOf(all: readonly FieldValue[]): Group[] {
  const fields = all.filter(({ field }) => !ELSEWHERE.has(field));
  const names = [...new Set(fields.map((field) => field.group))];
  return names.map((name) => {
    const own = fields.filter((field) => field.group === name);
    return { name, fields: own, set: name === "" ? own : own.filter(isSet) };
  });
}
