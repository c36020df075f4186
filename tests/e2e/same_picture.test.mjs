// What is on the screen is what prints: the canvas beside the PNG of the same map at the same scale.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { lightness } from "./pixels.mjs";
import { opened, shut, until } from "./program.mjs";

const SAMPLE = join("tests", "samples", "mid-market-software.txt");
/** Far apart across the map; their cards are of one width. */
const [LEFT, RIGHT] = ["Procurement", "Our firm"];
/** Darker than this is ink; lighter than that is none. Between lie the edges of ink. */
const INK = 110;
const TRACE = 205;
/** CSS pixels between the points at which the window is asked whether the map can be seen there. */
const CELL = 8;
/** Ink within so many pixels of nothing but map is compared. */
const REACH = 1;

let home;
let window;

before(async () => {
  ({ home, window } = await opened({ file: SAMPLE, width: 1600, height: 1000 }));
  await window.evaluated();
  await window.selectNothing();
});

after(() => shut(window, home));

test("canvas and PNG have every mark in the same place, to a pixel", async () => {
  await window.keys("Control", "0");
  const percent = () => window.browser.execute(() => document.querySelector(".percent").textContent.trim());
  await until(async () => (await percent()) === "100%", "the map is at 100%");
  await window.hover({ x: 2, y: 2 });
  await window.atRest();
  const screen = lightness(Buffer.from(await window.browser.takeScreenshot(), "base64"));
  const seen = await whereTheMapIsSeen();

  const places = [await window.placeOf(LEFT), await window.placeOf(RIGHT)];
  const print = printed(places[1].x - places[0].x);
  const by = shift(screen, print, seen);
  const { ink, lost } = missing(screen, print, seen, by);
  // Around the map on the sheet stand title and panel, where the window has nothing but paper.
  const { left, top, right, bottom } = around(screen, seen);
  const onTheMap = (x, y) => x >= left && x <= right && y >= top && y <= bottom && seen(x, y);
  const back = missing(print, screen, onTheMap, { x: -by.x, y: -by.y }, by);
  console.log(
    `ink on the screen ${ink}, not printed ${lost}; printed ${back.ink}, not on the screen ${back.lost}`,
  );
  assert.ok(ink > 10_000, `only ${ink} pixels of ink to compare`);
  assert.ok(lost <= ink / 2000, `${lost} of ${ink} pixels of ink on the screen are nowhere near in print`);
  assert.ok(
    back.lost <= back.ink / 2000,
    `${back.lost} of ${back.ink} printed are nowhere near on the screen`,
  );
});

/** The map with its panel, and so with its badges, on the largest sheet, one pixel for each unit of the map. `across` is how far LEFT is from RIGHT. */
function printed(across) {
  const svg = home.file("page.svg");
  const png = home.file("page.png");
  const page = ["export", SAMPLE, "--size", "tabloid", "--layout", "panel"];
  const first = home.run(...page, "--svg", svg);
  assert.equal(first.status, 0, first.stderr);
  assert.doesNotMatch(first.stderr, /closer|smallest/, "the map is drawn as it is");
  const text = readFileSync(svg, "utf8");
  const at = (name) => Number(new RegExp(`<text x="([\\d.]+)"[^>]*>${name}</text>`).exec(text)[1]);
  const scale = (at(RIGHT) - at(LEFT)) / across;
  const width = Number(/viewBox="0 0 ([\d.]+)/.exec(text)[1]);
  assert.equal(home.run(...page, "--png", png, "--width", String(Math.round(width / scale))).status, 0);
  return lightness(readFileSync(png));
}

/** For each pixel of the window whether it shows the map and nothing over it. */
async function whereTheMapIsSeen() {
  const { cells, across } = await window.browser.execute((cell) => {
    const columns = Math.ceil(innerWidth / cell);
    const found = [];
    for (let y = 0; y < innerHeight; y += cell)
      for (let x = 0; x < innerWidth; x += cell) {
        const corners = [0, cell - 1].flatMap((dx) => [0, cell - 1].map((dy) => [x + dx, y + dy]));
        const isMap = ([px, py]) => document.elementFromPoint(px, py)?.tagName === "CANVAS";
        found.push(corners.every(isMap) ? 1 : 0);
      }
    return { cells: found, across: columns };
  }, CELL);
  return (x, y) => cells[Math.floor(y / CELL) * across + Math.floor(x / CELL)] === 1;
}

/** The box around the ink that is seen. */
function around(picture, seen) {
  const box = { left: Infinity, top: Infinity, right: 0, bottom: 0 };
  for (let y = 0; y < picture.height; y++)
    for (let x = 0; x < picture.width; x++)
      if (picture.light[y * picture.width + x] < INK && seen(x, y)) {
        box.left = Math.min(box.left, x);
        box.right = Math.max(box.right, x);
        box.top = Math.min(box.top, y);
        box.bottom = Math.max(box.bottom, y);
      }
  return box;
}

/** Ink of a picture that is seen, a few thousand pixels of it. */
function sample(picture, seen) {
  const found = [];
  for (let y = 1; y < picture.height - 1; y++)
    for (let x = 1; x < picture.width - 1; x++)
      if (picture.light[y * picture.width + x] < INK && seen(x, y)) found.push([x, y]);
  return found.filter((_, at) => at % Math.ceil(found.length / 3000) === 0);
}

/** By how much the print lies off the screen: the shift at which most ink falls on ink. */
function shift(screen, print, seen) {
  const ink = sample(screen, seen);
  let best = { x: 0, y: 0, score: -1 };
  const at = (x, y) =>
    x >= 0 && y >= 0 && x < print.width && y < print.height ? print.light[y * print.width + x] : 255;
  const score = (dx, dy, step) => {
    let sum = 0;
    for (let n = 0; n < ink.length; n += step) if (at(ink[n][0] + dx, ink[n][1] + dy) < INK) sum += step;
    return sum;
  };
  for (let dy = -screen.height; dy < print.height; dy++)
    for (let dx = -screen.width; dx < print.width; dx++) {
      // A few pixels tell most shifts apart; only those that may be best are counted out.
      if (score(dx, dy, 100) * 3 < best.score) continue;
      const found = score(dx, dy, 1);
      if (found > best.score) best = { x: dx, y: dy, score: found };
    }
  return best;
}

/** How much ink of a picture is seen, and how much of it has no trace within a pixel on the other one. */
function missing(one, other, seen, by, screenAt = { x: 0, y: 0 }) {
  let [ink, lost] = [0, 0];
  const trace = (x, y) => {
    for (let dy = -REACH; dy <= REACH; dy++)
      for (let dx = -REACH; dx <= REACH; dx++)
        if (other.light[(y + dy) * other.width + x + dx] < TRACE) return true;
    return false;
  };
  for (let y = 0; y < one.height; y++)
    for (let x = 0; x < one.width; x++) {
      if (one.light[y * one.width + x] >= INK) continue;
      const [sx, sy] = [x - screenAt.x, y - screenAt.y];
      if (
        sx < CELL ||
        sy < CELL ||
        !seen(sx, sy) ||
        !seen(sx - REACH, sy - REACH) ||
        !seen(sx + REACH, sy + REACH)
      )
        continue;
      const [ox, oy] = [x + by.x, y + by.y];
      if (ox < 1 || oy < 1 || ox >= other.width - 1 || oy >= other.height - 1) continue;
      ink++;
      if (!trace(ox, oy)) lost++;
    }
  return { ink, lost };
}
