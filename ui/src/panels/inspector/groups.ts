// Fields in their groups: what is set is in sight, the rest one click away.
import type { FieldValue } from "../../generated/FieldValue";

export interface Group {
  readonly name: string;
  readonly set: readonly FieldValue[];
  /** Not set: shown when the group is opened. */
  readonly unset: readonly FieldValue[];
}

export const isSet = (field: FieldValue): boolean => field.mixed || field.value !== "";

/** The fields by group, groups and fields in the order they came. The first group shows all its fields. */
export function groupsOf(fields: readonly FieldValue[]): Group[] {
  const names = [...new Set(fields.map((field) => field.group))];
  return names.map((name) => {
    const own = fields.filter((field) => field.group === name);
    return name === ""
      ? { name, set: own, unset: [] }
      : { name, set: own.filter(isSet), unset: own.filter((field) => !isSet(field)) };
  });
}
