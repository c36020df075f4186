// The display as a person has it: windows that can be seen, and a keyboard.

import { spawnSync } from "node:child_process";

/** The program's windows. */
export function ownWindows() {
  const found = spawnSync("xdotool", ["search", "--onlyvisible", "--class", "portolan"], {
    encoding: "utf8",
  });
  return found.stdout.split("\n").filter(Boolean);
}

/** Presses some keys in a window, types a line and presses Enter. */
export function typeIntoWindow(id, line, keys = []) {
  xdotool("windowactivate", "--sync", id);
  for (const key of keys) xdotool("key", key);
  xdotool("type", "--delay", "8", line);
  xdotool("key", "Return");
}

/** Asks a window to close, as its title bar would. */
export function closeWindow(id) {
  xdotool("windowactivate", "--sync", id, "key", "--clearmodifiers", "alt+F4");
}

function xdotool(...words) {
  const { status, stderr } = spawnSync("xdotool", words, { encoding: "utf8" });
  if (status !== 0) throw new Error(`xdotool ${words.join(" ")}: ${stderr}`);
}
