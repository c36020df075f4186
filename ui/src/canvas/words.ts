// What the canvas says.

export const words = {
  map: "Map",
  items: "Actors and flows on the map",
  name: "Name",
  label: "Label of the flow",
  title: "Title of the zone",
  text: "Text of the note",
  kinds: "Kind of the new flow",
  selected: (name: string) => `${name}, selected`,
  undone: (label: string) => `Undone: ${label}`,
} as const;
