// The program starts, shows the start page, makes a map and comes back to it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { opened, shut, until } from "./program.mjs";

let home;
let window;

before(async () => {
  ({ home, window } = await opened());
});

after(() => shut(window, home));

test("the start page offers a new map and the samples", async () => {
  await window.named("New map", "button");
  await window.screenshot("start");
});

test("a new map is a file of its own in the maps folder", async () => {
  await window.newMap();
  assert.deepEqual(home.documents(), ["Untitled map.portolan"]);
  await window.screenshot("new map");
});

test("a map that was opened is among the recent ones", async () => {
  await window.backToStart();
  await until(async () => (await window.recent()).join().includes("Untitled map"), "the new map is listed");
});

test("every template and every sample opens", async () => {
  await window.samplesShown();
  const ways = await window.browser.execute(() =>
    [...document.querySelectorAll("button")]
      .map((button) => button.ariaLabel ?? "")
      .filter((name) => /^(Begin with|Open the sample) /.test(name)),
  );
  assert.ok(ways.length >= 8, ways.join());
  for (const way of ways) {
    await window.press(way);
    await window.named("Title of the map");
    const isEmpty = /guided first map|nine questions/.test(way);
    if (isEmpty) await until(async () => /Say who we are|still missing/.test(await window.text()), way);
    else await until(async () => (await window.actors()).length > 2, `"${way}" has its actors`);
    await window.backToStart();
  }
});
