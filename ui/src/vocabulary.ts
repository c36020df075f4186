// What the fixed words of a map (roles, stages, evidence ...) are called: files and calls keep the word itself.
let names: ReadonlyMap<string, string> = new Map();

/** Takes in what the core calls each word in the language spoken. */
export function learn(vocabulary: readonly (readonly [string, string])[]) {
  names = new Map(vocabulary);
}

/** What people call a word; one that is not of the vocabulary is its own name. */
export const said = (word: string): string => names.get(word) ?? word;
