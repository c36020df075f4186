// Lists as one text, as the core reads and writes them: comma-separated, a value that holds a mark in quotes.

/** The values of a list. */
export function split(text: string): string[] {
  return (text.match(/(?:"(?:[^"\\]|\\.)*"|[^,])+/g) ?? [])
    .map((item) => item.trim())
    .filter((item) => item !== "")
    .map(bare);
}

/** Values as one text. */
export function join(values: readonly string[]): string {
  return values
    .map((value) => (/[",{}\\]/.test(value) ? `"${value.replace(/(["\\])/g, "\\$1")}"` : value))
    .join(", ");
}

function bare(item: string): string {
  const inner = /^"((?:[^"\\]|\\.)*)"$/.exec(item)?.[1];
  return inner === undefined ? item : inner.replace(/\\(.)/g, "$1");
}
