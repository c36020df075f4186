// Frames of the real window while a large map is panned, zoomed and dragged, and how long it takes to be
// drawn. Run by `npm run bench`; alone: `tests/tools/in-a-window.sh node tests/bench/frames.mjs [actors flows]`.
// PORTOLAN names the program to measure.

import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { Home, start, until } from "../e2e/program.mjs";

const KINDS = ["money", "data", "decision", "trust", "attention", "product"];
const PARTNERS = 10;
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
  for (let n = 0; n < PARTNERS; n++) {
    lines.push(
      `Hub -${KINDS[n % 6]} 3-> ${name((hub + [1, -1, columns, -columns, 2][n % 5] + actors) % actors)}`,
    );
  }
  for (let n = 0, drawn = PARTNERS; drawn < flows; n++) {
    const from = (n * 7919) % actors;
    const to = (from + near[n % 4]) % actors;
    if (from === hub || to === hub) continue;
    lines.push(`${name(from)} -${KINDS[n % 6]} ${1 + (n % 5)}-> ${name(to)}`);
    drawn++;
  }
  return lines.join("\n");
}

/** Opens the map and gives rows of { name, frames, median, p95, max } in milliseconds. */
export async function measureFrames(actors = 2000, flows = 6000) {
  const home = new Home();
  const file = home.file("large.txt");
  writeFileSync(file, largeMap(actors, flows));
  const window = await start(home, { file, width: 1440, height: 900 });
  try {
    await until(() => window.placeOf("Hub"), "the map is drawn", 120_000);
    const rows = [];
    const measure = async (name, work) => rows.push(summary(name, await framesDuring(window.browser, work)));
    const middle = { x: 560, y: 430 };
    await measure("at rest", () => window.browser.pause(1500));
    await measure("pan, all in sight", () => drag(window.browser, middle, 1));
    await zoomToHub(window);
    await measure("pan", () => drag(window.browser, middle, 1));
    await measure("zoom", () => zoomInAndOut(window.browser));
    await zoomToHub(window);
    await measure("drag one actor with 10 flows", async () =>
      drag(window.browser, await window.placeOf("Hub"), 0),
    );
    if (process.env.PORTOLAN_PICTURE) await window.browser.saveScreenshot(process.env.PORTOLAN_PICTURE);
    return rows;
  } finally {
    await window.stop();
    home.remove();
  }
}

/** Selects the hub and fits it, then steps back to where its neighbours are in sight. */
async function zoomToHub(window) {
  await window.browser.execute(() => document.querySelector("[data-canvas]").focus());
  await window.browser.execute(() => {
    const hub = [...document.querySelectorAll("[data-key]")].find((e) => e.ariaLabel?.startsWith("Hub"));
    hub.click();
    document.querySelector("[data-canvas]").focus();
  });
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
async function drag(browser, at, button) {
  const pointer = browser.action("pointer", { parameters: { pointerType: "mouse" } });
  pointer.move({ x: Math.round(at.x), y: Math.round(at.y), duration: 0 }).down({ button });
  for (let n = 1; n <= 120; n++) {
    const [x, y] = [at.x + 180 * Math.sin(n / 7), at.y + 110 * Math.sin(n / 5)];
    pointer.move({ x: Math.round(x), y: Math.round(y), duration: PACE });
  }
  await pointer.up({ button }).perform();
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

function summary(name, times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN);
  return { name, frames: times.length, median: at(0.5), p95: at(0.95), max: at(1) };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [actors, flows] = process.argv.slice(2).map(Number);
  console.table(await measureFrames(actors, flows));
}
