// Frames of the real window while a large map is panned, zoomed and dragged, and how long it takes to be
// drawn. Run by `npm run bench`; alone: `tests/tools/in-a-window.sh node tests/bench/frames.mjs [actors flows]`.
// PORTOLAN names the program to measure; PORTOLAN_LENS (1 to 6) colours the map first.

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { dirname, join } from "node:path";
import { BINARY, Home, start, until } from "../e2e/program.mjs";

const KINDS = ["money", "data", "decision", "trust", "attention", "product"];
const PARTNERS = 10;
const FIFTY = 50;
/** How often a key is pressed. */
const PRESSES = 60;
const [LEFT, RIGHT] = ["\uE012", "\uE014"];
/** Milliseconds between two points of a moving pointer. */
const PACE = 16;

/** A map of this size in the notation; "Hub" stands in its middle and has ten flows. */
export function largeMap(actors, flows) {
  const columns = Math.ceil(Math.sqrt(actors * 1.3));
  const rows = Math.ceil(actors / columns);
  const hub = Math.floor(rows / 2) * columns + Math.floor(columns / 2);
  const name = (n) => (n === hub ? "Hub" : `Partner ${n}`);
  const lines = ['map "A large map"', "us Hub"];
  for (let n = 0; n < actors; n++) {
    lines.push(`${name(n)} : supplier {at ${(n % columns) * 280} ${Math.floor(n / columns) * 160}}`);
  }
  const near = [1, columns, columns + 1, 2];
  const said = (n, strength) => `${KINDS[n % 6]} ${strength}${n % 6 === 0 ? "0k/y" : ""}`;
  for (let n = 0; n < PARTNERS; n++) {
    lines.push(
      `Hub -${said(n, 3)}-> ${name((hub + [1, -1, columns, -columns, 2][n % 5] + actors) % actors)}`,
    );
  }
  for (let n = 0, drawn = PARTNERS; drawn < flows; n++) {
    const from = (n * 7919) % actors;
    const to = (from + near[n % 4]) % actors;
    if (from === hub || to === hub) continue;
    lines.push(`${name(from)} -${said(n, 1 + (n % 5))}-> ${name(to)}`);
    drawn++;
  }
  return lines.join("\n");
}

/** Opens the map and gives rows of { what, frames, median, p95, max } in milliseconds, with the memory after it in MB. */
export async function measureFrames(actors = 2000, flows = 6000) {
  const home = new Home();
  const file = home.file("large.txt");
  writeFileSync(file, largeMap(actors, flows));
  const pictured = process.env.PORTOLAN_PICTURE !== undefined;
  const window = await start(home, { file, width: 1280, height: 720, pictured });
  try {
    await until(() => window.placeOf("Hub"), "the map is drawn", 120_000);
    if (process.env.PORTOLAN_LENS) await colour(window, process.env.PORTOLAN_LENS);
    const rows = [];
    // What opening leaves behind, and the evaluation, have come and gone.
    await window.browser.pause(3000);
    rows.push(memory("just opened", home));
    const measure = async (what, work) => {
      const times = await framesDuring(window.browser, work);
      rows.push({ ...summary(what, times), ...memoryOf(home) });
    };
    const middle = { x: 560, y: 360 };
    await measure("at rest", () => window.browser.pause(1500));
    const pan = async () => drag(window.browser, middle);
    await window.keys("h");
    await measure("pan, all in sight", pan);
    await zoomToHub(window);
    await measure("pan", pan);
    await window.keys("v");
    await measure("zoom", () => zoomInAndOut(window.browser));
    await zoomToHub(window);
    const dragHub = async () => {
      const from = await window.placeOf("Hub");
      await drag(window.browser, from);
      await until(async () => (await window.placeOf("Hub")).x !== from.x, "the hub has moved");
    };
    await measure("drag one actor with 10 flows", dragHub);
    rows.push({ ...summary("key press to painted change", await keyToPaint(window)), ...memoryOf(home) });
    await selectAround(window, FIFTY);
    await measure("drag fifty actors", dragHub);
    await zoomToHub(window);
    await window.keys("Control", "a");
    await window.browser.pause(1000);
    await measure("drag everything", dragHub);
    if (process.env.PORTOLAN_PICTURE) await window.browser.saveScreenshot(process.env.PORTOLAN_PICTURE);
    rows.push(memory("after all gestures", home));
    await window.browser.pause(10_000);
    rows.push(memory("ten seconds later", home));
    return rows.map((row) => ({ map: `${actors} / ${flows}`, ...row }));
  } finally {
    await window.stop();
    home.remove();
  }
}

/** Milliseconds from an arrow key's event to the frame in which the selected card has moved on the canvas. */
async function keyToPaint(window) {
  await zoomToHub(window);
  const { x, y } = await window.placeOf("Hub");
  const times = [];
  for (let n = 0; n < PRESSES; n++) {
    await window.browser.execute(watchForChange, x, y);
    await window.browser.keys(n % 2 ? LEFT : RIGHT);
    times.push(await until(() => window.browser.execute(() => window.keyToPaint), "the card has moved"));
  }
  return times;
}

/** In the page: from the next key's event until the pixels beside a place are others. */
function watchForChange(x, y) {
  const canvas = document.querySelector("[data-canvas]");
  const { left, top } = canvas.getBoundingClientRect();
  const ratio = window.devicePixelRatio;
  const [from, row] = [Math.max(0, (x - left - 150) * ratio), (y - top) * ratio];
  const look = () =>
    canvas
      .getContext("2d")
      .getImageData(from, row, 300 * ratio, 1)
      .data.join();
  const before = look();
  window.keyToPaint = null;
  const heard = (event) => {
    const tick = () => {
      if (look() === before) requestAnimationFrame(tick);
      else window.keyToPaint = performance.now() - event.timeStamp;
    };
    requestAnimationFrame(tick);
  };
  window.addEventListener("keydown", heard, { capture: true, once: true });
}

/** Selects the actors nearest to the hub, by the list beside the canvas. */
async function selectAround(window, count) {
  await window.browser.execute((count) => {
    const all = [...document.querySelectorAll('[data-key^="actor:"]')];
    const hub = all.find((e) => e.getAttribute("aria-label").startsWith("Hub"));
    const far = (e) => Math.hypot(e.dataset.x - hub.dataset.x, e.dataset.y - hub.dataset.y);
    const near = all.toSorted((a, b) => far(a) - far(b)).slice(1, count);
    hub.click();
    for (const e of near) e.dispatchEvent(new MouseEvent("click", { bubbles: true, shiftKey: true }));
    document.querySelector("[data-canvas]").focus();
  }, count);
  await window.browser.pause(400);
}

/** A window of the same sort with nothing in it: what the memory of the program stands on. */
export async function measureFloor() {
  const program = join(dirname(BINARY), "examples", "empty_window");
  if (!existsSync(program)) return [];
  const home = new Home();
  const window = await start(home, { width: 1280, height: 720, program, pictured: false });
  try {
    await window.browser.pause(3000);
    return [{ map: "none", ...memory("an empty window", home) }];
  } finally {
    await window.stop();
    home.remove();
  }
}

const memory = (when, home) => ({ what: `memory: ${when}`, ...memoryOf(home) });

/** Megabytes of the program and its web view: each page counted by its share among those who map it (PSS). */
function memoryOf(home) {
  const parts = { program: 0, page: 0, rest: 0 };
  for (const pid of readdirSync("/proc").filter((pid) => /^\d+$/.test(pid))) {
    const part = partOf(pid, home);
    if (part) parts[part] += pssOf(pid);
  }
  const all = parts.program + parts.page + parts.rest;
  return Object.fromEntries(Object.entries({ ...parts, all }).map(([name, mb]) => [name, Math.round(mb)]));
}

function pssOf(pid) {
  const pss = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"));
  return Number(pss?.[1] ?? 0) / 1024;
}

/** Which part of the program a process is: its own, the web page's, or what else the web view needs. */
function partOf(pid, home) {
  try {
    const name = readFileSync(`/proc/${pid}/comm`, "utf8").trim();
    if (!readFileSync(`/proc/${pid}/environ`, "utf8").includes(`HOME=${home.path}\0`)) return null;
    if (["portolan", "empty_window"].includes(name)) return "program";
    if (!name.startsWith("WebKit") || name === "WebKitWebDriver") return null;
    return name === "WebKitWebProces" ? "page" : "rest";
  } catch {
    return null;
  }
}

/** Colours the map by the lens of this digit, and waits for its legend. */
async function colour(window, digit) {
  await window.browser.execute(() => document.querySelector("[data-canvas]").focus());
  await window.keys("Shift", digit);
  await (
    await window.browser.$("section[aria-label^='Legend']")
  ).waitForExist({ timeout: 120_000, timeoutMsg: "No legend appears" });
}

/** Selects the hub, which is listed where it is near, and fits it; then steps back to where its neighbours are in sight. */
async function zoomToHub(window) {
  const onCanvas = () => window.browser.execute(() => document.querySelector("[data-canvas]").focus());
  await onCanvas();
  await window.keys("f");
  await until(() => window.placeOf("Hub"), "the hub is listed");
  await window.browser.execute(() => {
    [...document.querySelectorAll("[data-key]")].find((e) => e.ariaLabel?.startsWith("Hub")).click();
  });
  await onCanvas();
  await window.keys("Shift", "f");
  for (let n = 0; n < 4; n++) await window.keys("-");
  await window.browser.pause(800);
}

/** Milliseconds between frames while something is done. */
async function framesDuring(browser, work) {
  await browser.execute(() => {
    window.frameTimes = [];
    let last = 0;
    const tick = (now) => {
      if (last) window.frameTimes?.push(now - last);
      last = now;
      if (window.frameTimes) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  await work();
  return browser.execute(() => {
    const times = window.frameTimes;
    window.frameTimes = null;
    return times;
  });
}

/** Moves to and fro with a button held. */
async function drag(browser, at) {
  const pointer = browser.action("pointer", { parameters: { pointerType: "mouse" } });
  pointer.move({ x: Math.round(at.x), y: Math.round(at.y), duration: 0 }).down();
  for (let n = 1; n <= 120; n++) {
    const [x, y] = [at.x + 180 * Math.sin(n / 7), at.y + 110 * Math.sin(n / 5)];
    pointer.move({ x: Math.round(x), y: Math.round(y), duration: PACE });
  }
  await pointer.up().perform();
}

/** A pinch, in and out: wheel events with Ctrl, one in each frame. */
function zoomInAndOut(browser) {
  return browser.executeAsync((done) => {
    const canvas = document.querySelector("[data-canvas]");
    let n = 0;
    const turn = () => {
      const deltaY = n < 45 ? 9 : -9;
      canvas.dispatchEvent(
        new WheelEvent("wheel", { deltaY, ctrlKey: true, clientX: 560, clientY: 430, cancelable: true }),
      );
      if (++n < 90) requestAnimationFrame(turn);
      else done();
    };
    turn();
  });
}

function summary(what, times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN);
  if (process.env.PORTOLAN_TIMES) console.log(what, times.map(Math.round).join(" "));
  return { what, frames: times.length, median: at(0.5), p95: at(0.95), max: at(1) };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [actors, flows] = process.argv.slice(2).map(Number);
  const columns = ["map", "what", "frames", "median", "p95", "max", "program", "page", "rest", "all"];
  console.table([...(await measureFloor()), ...(await measureFrames(actors, flows))], columns);
}
