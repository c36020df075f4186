// What the panel says of our own judgements, and what it no longer says.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Home, start, until } from "./program.mjs";

const MAP = [
  "We : own organisation",
  "Retail : customer",
  "Shop : platform",
  "Retail -money 60k/y-> Shop",
  "Shop -money 50k/y-> We",
  "Retail -money 40k/y-> We",
].join("\n");
const LANDLORD = "Shop is a landlord";

let home;
let window;

before(async () => {
  home = new Home();
  window = await start(home, { width: 1280, height: 720 });
  await window.newMap();
  await window.speak(MAP);
  await window.selectNothing();
  await window.evaluated();
});

after(async () => {
  await window?.stop();
  home?.remove();
});

test("halving and doubling our settings marks what depends on them", async () => {
  const says = async (words) => (await window.text()).includes(words);
  assert.ok(!(await says("depends on our settings")));
  await window.press("Halve and double our settings");
  await until(() => says("settings halved and doubled"), "the test is done", 60_000);
  await window.screenshot("halved and doubled");
  assert.ok(await says("depends on our settings"));
});

test("what was pinned and is no longer said is listed, and can be forgotten", async () => {
  await window.pressBeside(LANDLORD, "Pin to the page");
  await until(async () => (await window.text()).includes("on the page"), "it is pinned");
  await window.speak("Retail -money 900k/y-> We");
  await window.selectNothing();
  await until(async () => (await window.text()).includes("No longer said (1)"), "it is listed");
  await window.screenshot("no longer said");
  await window.press("Forget it");
  await until(async () => !(await window.text()).includes("No longer said"), "it is forgotten");
});
