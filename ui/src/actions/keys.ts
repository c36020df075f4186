// Keys as they are written in the action list, as they are pressed, and as people read them.

const isMac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

/** The part of a keyboard event that decides. */
export type Pressed = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

/** Whether these keys, "Mod+Shift+Z", were pressed. */
export function matches(keys: string, pressed: Pressed, mac = isMac): boolean {
  const { key, mod, shift, alt } = parse(keys);
  const modDown = mac ? pressed.metaKey : pressed.ctrlKey;
  const otherDown = mac ? pressed.ctrlKey : pressed.metaKey;
  if (mod !== modDown || otherDown || alt !== pressed.altKey) return false;
  if (/^[A-Z]$/.test(key)) return shift === pressed.shiftKey && letter(pressed) === key;
  if (/^\d$/.test(key))
    return shift === pressed.shiftKey && (pressed.key === key || pressed.code === `Digit${key}`);
  if (key.length === 1) return pressed.key === key;
  return shift === pressed.shiftKey && pressed.key === key;
}

/** How the keys are shown: "Ctrl+Shift+Z", or "⇧⌘Z" on a Mac. */
export function keyText(keys: string, mac = isMac): string {
  const { key, mod, shift, alt } = parse(keys);
  const name = NAMES[key] ?? key;
  if (mac) return `${alt ? "⌥" : ""}${shift ? "⇧" : ""}${mod ? "⌘" : ""}${name}`;
  return [mod && "Ctrl", alt && "Alt", shift && "Shift", name].filter(Boolean).join("+");
}

const NAMES: Readonly<Record<string, string>> = {
  Delete: "Del",
  Escape: "Esc",
  "-": "−",
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
};

function parse(keys: string) {
  const parts = keys.split(/\+(?=.)/);
  const has = (part: string) => parts.slice(0, -1).includes(part);
  return { key: parts.at(-1) ?? "", mod: has("Mod"), shift: has("Shift"), alt: has("Alt") };
}

/** The Latin letter: what was typed, or the key's place on keyboards that write other scripts. */
function letter(pressed: Pressed): string {
  const typed = pressed.key.toUpperCase();
  if (/^[A-Z]$/.test(typed)) return typed;
  return /^Key([A-Z])$/.exec(pressed.code)?.[1] ?? "";
}
