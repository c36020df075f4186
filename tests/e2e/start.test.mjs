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
