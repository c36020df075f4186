// While something is dragged the sheet is mended place by place. Afterwards it is what painting it afresh gives, and
// what comes next goes on from there.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { largeMap } from "../bench/frames.mjs";
import { Home, shut, start, until } from "./program.mjs";

/** Levels of a channel that the edge of a stroke may differ by where two pieces meet. */
const SLIGHT = 24;

let home;
let window;
let browser;

before(async () => {
  home = new Home();
  const file = home.file("crowded.txt");
  writeFileSync(file, largeMap(60, 180));
  window = await start(home, { file });
  browser = window.browser;
  await window.placeOf("Hub");
});

after(() => shut(window, home));

/** Keeps the canvas's pixels under a name; gives how many differ from those kept under another. */
const kept = (name, other, slight) =>
  browser.execute(
    (name, other, slight) => {
      const canvas = document.querySelector("[data-canvas]");
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      window.kept = { ...window.kept, [name]: data };
      const before = window.kept[other];
      let differing = 0;
      for (let i = 0; before && i < data.length; i += 4)
        if ([0, 1, 2].some((n) => Math.abs(data[i + n] - before[i + n]) > slight)) differing++;
      return differing;
    },
    name,
    other ?? null,
    slight ?? 0,
  );

async function dragAround(name) {
  const from = await window.placeOf(name);
  const pointer = browser
    .action("pointer")
    .move({ x: Math.round(from.x), y: Math.round(from.y), duration: 0 });
  pointer.down();
  for (let n = 1; n <= 60; n++) {
    const [x, y] = [from.x + 220 * Math.sin(n / 7), from.y + 140 * Math.sin(n / 5)];
    pointer.move({ x: Math.round(x), y: Math.round(y), duration: 16 });
  }
  await pointer.up().perform();
  await window.selectNothing();
  await window.hover({ x: 700, y: 90 });
  await window.atRest();
}

/** All is painted afresh when the paper has been another. */
async function paintedAfresh() {
  await window.act("Dark");
  await window.atRest();
  await kept("dark");
  await window.act("Light");
  await window.selectNothing();
  await window.hover({ x: 700, y: 90 });
  await window.atRest();
}

test("what was mended during drags looks as if it had been painted afresh", async () => {
  await window.act("Light");
  await window.selectNothing();
  await window.atRest();
  await kept("before");
  for (const name of ["Hub", "Partner 20", "Hub"]) await dragAround(name);
  assert.ok((await kept("mended", "before", SLIGHT)) > 1000, "the drags changed the picture");
  await window.screenshot("mended");
  await paintedAfresh();
  assert.ok((await kept("check", "dark", SLIGHT)) > 1000, "all was painted in other colours meanwhile");
  assert.ok(
    (await kept("afresh", "mended", SLIGHT)) < 60,
    `${await kept("again", "mended", SLIGHT)} pixels differ`,
  );
});

/** The same where dashes of a path and of a part of it may be a fifth of a pixel apart; a dash out of step is far more. */
const IN_STEP = 64;

test("dashes of a long flow go on where a place of it was painted by itself", async () => {
  const before = window;
  const own = new Home();
  const file = own.file("long.txt");
  const [left, right] = [-1700, 1700];
  const lines = ["data 3", "trust 2", "attention 4", "decision 5"].flatMap((said, n) => [
    `Left ${n} : supplier {at ${left} ${n * 100}}`,
    `Right ${n} : supplier {at ${right} ${n * 100}}`,
    `Left ${n} -${said}-> Right ${n}`,
  ]);
  writeFileSync(file, ['map "Long"', "us Middle", "Middle : own {at 0 50}", ...lines].join("\n"));
  window = await start(own, { file });
  browser = window.browser;
  try {
    await window.placeOf("Middle");
    await window.keys("Control", "0");
    await browser.execute(() => document.querySelector("[data-canvas]").focus());
    await window.selectActor("Middle");
    for (const key of ["-", "-", ...Array(9).fill("\uE014")]) await window.keys(key);
    await window.selectNothing();
    await window.hover({ x: 700, y: 90 });
    await window.atRest();
    await kept("mended");
    await paintedAfresh();
    assert.ok((await kept("afresh", "dark", IN_STEP)) > 1000, "all was painted in other colours meanwhile");
    await window.screenshot("long flows");
    assert.ok(
      (await kept("again", "mended", IN_STEP)) < 10,
      `${await kept("more", "mended", IN_STEP)} differ`,
    );
  } finally {
    await shut(window, own);
    ({ browser } = window = before);
  }
});

test("a key pressed before the core has answered goes on from where everything was carried to", async () => {
  const before = await window.placeOf("Hub");
  await window.keys("Control", "a");
  await window.atRest();
  const to = { x: before.x + 90, y: before.y + 40 };
  await window.drag(before, to, { hold: true });
  await window.letGo(to);
  await browser.keys("\uE014");
  await window.atRest();
  const moved = async () => {
    const { x, y } = await window.placeOf("Hub");
    return { x: x - before.x, y: y - before.y };
  };
  await until(async () => (await moved()).x > 0, "the key has moved it");
  const { x, y } = await moved();
  assert.ok(x > 80 && y > 30, `moved by ${x}, ${y}`);
});

/** Takes hold of everything and carries it so far; what is done next comes before the core has answered. */
async function carryAll(by) {
  const from = await window.placeOf("Hub");
  await window.keys("Control", "a");
  await window.atRest();
  const to = { x: from.x + by.x, y: from.y + by.y };
  await window.drag(from, to, { hold: true });
  return { from, to };
}
test("a second drag of everything, before the core has answered the first, goes on from there", async () => {
  const { from, to } = await carryAll({ x: 70, y: -50 });
  const pointer = browser.action("pointer", { id: "mouse" });
  const on = { x: to.x + 60, y: to.y + 80 };
  pointer
    .move({ ...rounded(to), duration: 0 })
    .up()
    .down();
  for (let n = 1; n <= 6; n++) {
    const [x, y] = [to.x + ((on.x - to.x) * n) / 6, to.y + ((on.y - to.y) * n) / 6];
    pointer.move({ ...rounded({ x, y }), duration: 8 });
  }
  await pointer.up().perform();
  await window.atRest();
  const now = await window.placeOf("Hub");
  const [x, y] = [now.x - from.x, now.y - from.y];
  assert.ok(Math.abs(x - 130) < 9 && Math.abs(y - 30) < 9, `moved by ${x}, ${y}`);
  await paintedTheSame("a second drag");
  await window.undo();
  await window.atRest();
  await window.undo();
  await window.atRest();
  const back = await window.placeOf("Hub");
  assert.deepEqual([Math.round(back.x), Math.round(back.y)], [Math.round(from.x), Math.round(from.y)]);
});

test("a click on a card where it is seen, before the core has answered, selects that card", async () => {
  const before = await window.placeOf("Partner 20");
  const { to } = await carryAll({ x: -80, y: 60 });
  const there = rounded({ x: before.x - 80, y: before.y + 60 });
  await browser
    .action("pointer", { id: "mouse" })
    .move({ ...rounded(to), duration: 0 })
    .up()
    .move({ ...there, duration: 0 })
    .down()
    .up()
    .perform();
  await window.atRest();
  const selected = await browser.execute(() =>
    [...document.querySelectorAll('[data-key][aria-pressed="true"]')].map((e) =>
      e.getAttribute("aria-label"),
    ),
  );
  assert.equal(selected.length, 1);
  assert.match(selected[0], /^Partner 20/);
  const now = await window.placeOf("Partner 20");
  assert.ok(Math.abs(now.x - there.x) < 9 && Math.abs(now.y - there.y) < 9, "and it stays where it was seen");
  await paintedTheSame("a click");
});

const rounded = ({ x, y }) => ({ x: Math.round(x), y: Math.round(y) });

/** What is on the screen is what painting it afresh gives. */
async function paintedTheSame(name) {
  await window.selectNothing();
  await window.hover({ x: 700, y: 90 });
  await window.atRest();
  await kept(name);
  await paintedAfresh();
  const differing = await kept(`${name}, afresh`, name, SLIGHT);
  assert.ok(differing < 60, `${differing} pixels differ`);
}
