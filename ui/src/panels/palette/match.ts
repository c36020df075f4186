// Finding things by a few letters of their name.

/** How well `name` answers `wanted`: higher is better, null not at all. Case and accents do not count. */
export function rate(name: string, wanted: string): number | null {
  const [text, letters] = [plain(name), plain(wanted).trim()];
  if (letters === "") return 0;
  const at = text.indexOf(letters);
  if (at === 0) return 100 - text.length / 100;
  if (at > 0) return (/[\s\-(]/.test(text[at - 1] ?? "") ? 80 : 60) - text.length / 100;
  const initials = text
    .split(/[\s\-(]+/)
    .map((word) => word[0] ?? "")
    .join("");
  if (initials.includes(letters)) return 50 - text.length / 100;
  return everyWordBegins(text, letters) ? 40 - text.length / 100 : null;
}

/** The things whose name answers, best first; equals keep their order. */
export function search<T>(things: readonly T[], wanted: string, name: (thing: T) => string): T[] {
  return things
    .map((thing) => ({ thing, rating: rate(name(thing), wanted) }))
    .filter((each): each is { thing: T; rating: number } => each.rating !== null)
    .toSorted((a, b) => b.rating - a.rating)
    .map((each) => each.thing);
}

function everyWordBegins(text: string, letters: string): boolean {
  const parts = text.split(/[\s\-(]+/);
  return letters.split(/\s+/).every((letter) => parts.some((part) => part.startsWith(letter)));
}

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase("en");
