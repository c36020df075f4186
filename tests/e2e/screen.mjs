// The display as a person has it: windows that can be seen, and a keyboard.

import { spawnSync } from "node:child_process";

/** Milliseconds that the display is waited for. */
const PATIENCE = 10_000;

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

/** Drags with the middle button, from a point of a window to another: the driver never lets that button go. */
export function dragMiddle(id, from, to) {
  const at = (part) =>
    ["x", "y"].map((axis) => String(Math.round(from[axis] + (to[axis] - from[axis]) * part)));
  const move = (part) => ["mousemove", "--sync", "--window", id, ...at(part)];
  xdotool("windowactivate", "--sync", id);
  xdotool(...move(0), "mousedown", "2");
  for (let n = 1; n <= 5; n++) xdotool(...move(n / 5));
  xdotool("mouseup", "2");
}

/** Presses the right button at a point of a window; the driver never lets that button go. */
export function pressRight(id, at) {
  const place = ["x", "y"].map((axis) => String(Math.round(at[axis])));
  xdotool("windowactivate", "--sync", id);
  xdotool("mousemove", "--sync", "--window", id, ...place, "click", "3");
}

/** Turns the wheel a notch up or down over a point of a window, with a key held; the driver's wheel knows no keys. */
export function rollWith(id, key, at, isUp) {
  const place = ["x", "y"].map((axis) => String(Math.round(at[axis])));
  xdotool("windowactivate", "--sync", id);
  xdotool("mousemove", "--window", id, ...place);
  xdotool("keydown", key, "click", isUp ? "4" : "5", "keyup", key);
}

/** Presses a key in a window, of those that the system hears before the page does. */
export function pressKey(id, key) {
  xdotool("windowactivate", "--sync", id, "key", "--clearmodifiers", key);
}

/** Asks a window to close, as its title bar would. */
export function closeWindow(id) {
  if (!ownWindows().includes(id)) return;
  xdotool("windowactivate", "--sync", id, "key", "--clearmodifiers", "alt+F4");
}

/** Puts a text on the clipboard, as another program would. */
export function putOnClipboard(text) {
  const { status } = xclip("-i", { input: text, stdio: ["pipe", "ignore", "ignore"] });
  if (status !== 0) throw new Error(`xclip ended with status ${status}`);
  // It ends before the display has heard that the clipboard is another's.
  const last = Date.now() + PATIENCE;
  while (onClipboard() !== text) {
    if (Date.now() > last) throw new Error("The clipboard does not hold what was put on it");
  }
}

/** The text on the clipboard; null while its owner does not give it. */
export function onClipboard() {
  return xclip("-o", { encoding: "utf8", timeout: 1000 }).stdout;
}

const xclip = (way, options) => spawnSync("xclip", ["-selection", "clipboard", way], options);

function xdotool(...words) {
  // It would wait for ever for a window that has gone meanwhile.
  const { status, stderr } = spawnSync("xdotool", words, { encoding: "utf8", timeout: PATIENCE });
  if (status !== 0) throw new Error(`xdotool ${words.join(" ")}: ${stderr}`);
}

/** Drags from the middle of one window to the middle of another, as a file is dragged out of a file manager. */
export function dragBetween(from, to) {
  const middle = (id) => {
    const { stdout } = spawnSync("xdotool", ["getwindowgeometry", "--shell", id], { encoding: "utf8" });
    const told = Object.fromEntries(stdout.split("\n").map((line) => line.split("=")));
    return { x: Number(told.X) + Number(told.WIDTH) / 2, y: Number(told.Y) + Number(told.HEIGHT) / 2 };
  };
  const [a, b] = [middle(from), middle(to)];
  const move = (part) => [
    "mousemove",
    "--sync",
    ...["x", "y"].map((axis) => String(Math.round(a[axis] + (b[axis] - a[axis]) * part))),
  ];
  xdotool(...move(0), "mousedown", "1");
  // Both windows have their say at each step.
  for (let n = 1; n <= 10; n++) xdotool(...move(n / 10), "sleep", "0.05");
  xdotool("mouseup", "1");
}

/** The windows of this title. */
export function windowsCalled(title) {
  const { stdout } = spawnSync("xdotool", ["search", "--onlyvisible", "--name", title], { encoding: "utf8" });
  return stdout.split("\n").filter(Boolean);
}
