// The judgements that a map has of its own, as the field of the map that keeps them writes them.
import type { Setting } from "../../generated/Setting";
import type { SettingName } from "../../generated/SettingName";

/** The field's text with one setting changed; an empty value takes the usual one again. */
export function settingsText(own: readonly Setting[], name: SettingName, value: string): string {
  const others = own.filter((each) => each.name !== name).map((each) => `${each.name} ${each.value}`);
  return (value.trim() === "" ? others : [...others, `${name} ${value.trim()}`]).join(", ");
}
