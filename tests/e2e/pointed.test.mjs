// The menu under the pointer: by the right button on a card, a flow and empty paper, and by its key.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { opened, shut, until } from "./program.mjs";
import { pressKey, pressRight } from "./screen.mjs";

const SPACE = { x: 320, y: 700 };

let home;
let window;

before(async () => {
  ({ home, window } = await opened());
  await window.newMap();
  await window.speak("Acme -money 40k/y-> Our firm");
  await window.placeOf("money from Acme to Our firm");
  await window.selectNothing();
});

after(() => shut(window, home));

const entries = () =>
  window.browser.execute(() =>
    [...document.querySelectorAll("[role=menu] [role=menuitem] .name")].map((each) => each.textContent),
  );

/** Presses the right button there, and waits for what the menu offers. */
async function offeredAt(at) {
  pressRight(window.main, at);
  return until(async () => {
    const names = await entries();
    return names.length > 0 && names;
  }, "a menu opens");
}

async function choose(name) {
  await (await window.browser.$(`//*[@role="menuitem"][.//*[normalize-space()="${name}"]]`)).click();
  await until(async () => (await entries()).length === 0, "the menu closes");
}

test("on a card it names what can be done with it, and does what is chosen", async () => {
  const names = await offeredAt(await window.placeOf("Acme"));
  await window.screenshot("pointed card");
  for (const name of ["Rename", "Say its roles", "Copy", "Copy as picture", "Delete"])
    assert.ok(names.includes(name), name);
  assert.ok(!names.some((name) => name.startsWith("Make the flow")), "nothing of flows");
  await choose("Rename");
  await window.heard("Name");
  await window.keys("Control", "a");
  await window.type("Acme Ltd");
  await window.keys("Enter");
  await window.placeOf("Acme Ltd");
});

test("on a flow it offers the kinds", async () => {
  const names = await offeredAt(await window.placeOf("money from Acme Ltd to Our firm"));
  await window.screenshot("pointed flow");
  for (const name of ["Write how much, and the label", "Make the flow data", "Mark as known"])
    assert.ok(names.includes(name), names.join());
  await choose("Make the flow data");
  await window.placeOf("data from Acme Ltd to Our firm");
});

test("on empty paper it makes an actor there", async () => {
  const names = await offeredAt(SPACE);
  await window.screenshot("pointed paper");
  assert.ok(!names.includes("Delete"), "there is nothing to delete");
  await choose("New actor");
  await window.heard("Name");
  await window.type("Shop");
  await window.keys("Enter");
  const { x, y } = await window.placeOf("Shop");
  assert.ok(Math.hypot(x - SPACE.x, y - SPACE.y) < 12, `where the pointer was: ${x} ${y}`);
});

test("its key opens it at what is selected, and Escape gives the keys back to the map", async () => {
  await window.selectActor("Acme Ltd");
  const at = await window.placeOf("Acme Ltd");
  pressKey(window.main, "shift+F10");
  await until(async () => (await entries()).includes("Delete"), "a menu opens");
  const { x, y } = await window.browser.execute(() => {
    const box = document.querySelector("[role=menu]").getBoundingClientRect();
    return { x: box.left, y: box.top };
  });
  assert.ok(Math.hypot(x - at.x, y - at.y) < 12, `beside the card: ${x} ${y}`);
  await window.keys("Escape");
  await until(async () => (await entries()).length === 0, "the menu closes");
  const isOnMap = () => document.activeElement.hasAttribute("data-canvas");
  await until(() => window.browser.execute(isOnMap), "the map has the keys");
});

test("an actor is said to be us", async () => {
  await offeredAt(await window.placeOf("Acme Ltd"));
  await choose("This is us");
  await window.selectNothing();
  await window.keys("Control", "i");
  await until(
    () => window.browser.execute(() => /Us\s*Acme Ltd/.test(document.querySelector("aside").innerText)),
    "the map is seen from its side",
  );
});

test("it is whole wherever it opens, also in a low window", async () => {
  await window.browser.setWindowSize(1280, 720);
  await window.selectNothing();
  await window.keys("f");
  await window.atRest();
  await offeredAt(await window.placeOf("data from Acme Ltd to Our firm"));
  await window.nextFrame();
  const { top, bottom, height, hidden } = await window.browser.execute(() => {
    const menu = document.querySelector("[role=menu]");
    const { top, bottom } = menu.getBoundingClientRect();
    return { top, bottom, height: innerHeight, hidden: menu.scrollHeight - menu.clientHeight };
  });
  await window.screenshot("pointed in a low window");
  assert.ok(top >= 0 && bottom <= height, `from ${top} to ${bottom} of ${height}`);
  assert.ok(hidden <= 1, `${hidden} pixels of it are out of sight`);
  await window.keys("Escape");
});
