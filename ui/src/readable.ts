// What can be read from the back of a room, and in one go; for the canvas and for whoever plans what it shows.

/** Size of the names on cards, in map units, as the core draws them. */
const NAME = 13;
/** Size of names beside which labels are as large as the core draws them, in map units. */
export const LABEL = 13.5;
/** The window's height in lines of the smallest letters that the last row can read. */
const LINES = 45;

/** The least size of letters in a window so high, in its pixels. */
export const leastLetters = (height: number): number => height / LINES;

/** The zoom from which on cards can be read in a window so high. */
export const leastZoom = (height: number): number => leastLetters(height) / NAME;

/** The text with its ranges held together: a line may not end within "18\u201335%". */
export const unbroken = (text: string): string => text.replace(/\u2013(?=\d)/g, "\u2060\u2013\u2060");
