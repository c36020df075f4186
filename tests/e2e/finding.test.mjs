// What is not in sight is found: an actor by its name, an action by what it does, a key by its action; and the map
// as a tree, walked and edited by keys alone.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { opened, shut, until } from "./program.mjs";

const [UP, F2, F8] = ["\uE013", "\uE032", "\uE038"];

let home;
let window;

before(async () => {
  ({ home, window } = await opened({ width: 1280, height: 720 }));
  await window.newMap();
  await window.speak("Retail -money 60k/y-> Shop\nShop -data orders-> Us\nBank : payer");
  await window.selectNothing();
});
after(() => shut(window, home));

/** The rows of the list that is open, as they are read. */
const rows = () =>
  window.browser.execute(() =>
    [...document.querySelectorAll("#finder-list [role=option]")].map((e) => e.innerText),
  );
const selected = () =>
  window.browser.execute(() =>
    [...document.querySelectorAll('[data-key][aria-pressed="true"]')].map((e) => e.ariaLabel),
  );

test("Ctrl+F finds an actor by its name and brings it into sight", async () => {
  await window.keys("Control", "f");
  await window.heard("Actor, flow, zone or note");
  await window.type("ban");
  await until(async () => (await rows())[0]?.includes("Bank"), "it is found");
  await window.keys("Enter");
  await until(async () => (await selected()).some((name) => name.startsWith("Bank")), "it is selected");
  const { x, y } = await window.placeOf("Bank");
  assert.ok(x > 0 && x < 1280 && y > 44 && y < 720, `${x} ${y}`);
});

test("Ctrl+K lists actions with their keys, and runs the one that is chosen", async () => {
  await window.keys("Control", "k");
  await window.heard("What do you want to do?");
  await window.type("duplicate");
  await until(async () => (await rows())[0]?.includes("Ctrl+D"), `the key stands there: ${await rows()}`);
  await window.keys("Enter");
  await until(async () => (await window.actors()).length === 5, "the actor is there twice");
  await window.undo();
  await until(async () => (await window.actors()).length === 4, "and once again");
});

test("? shows every key, every gesture and the notation", async () => {
  await window.selectNothing();
  await window.keys("?");
  await until(async () => (await window.text()).includes("Keys and notation"), "the help is open");
  const text = await window.text();
  for (const words of ["Ctrl+F", "Drag from a rim", "One statement on each line", "decides"]) {
    assert.ok(text.includes(words), words);
  }
  await window.keys("Escape");
  await until(async () => !(await window.text()).includes("Keys and notation"), "Escape closes it");
});

test("one key makes everything large for a projector, and the same key makes it as it was", async () => {
  const height = () =>
    window.browser.execute(() => getComputedStyle(document.querySelector(".lane")).fontSize);
  const ratio = () =>
    window.browser.execute(() => document.querySelector("[data-canvas]").getBoundingClientRect().width);
  const [before, wide] = [await height(), await ratio()];
  await window.browser.keys(F8);
  await until(async () => (await ratio()) !== wide || (await height()) !== before, "it is large");
  await window.screenshot("large");
  await window.browser.keys(F8);
  await until(async () => (await ratio()) === wide && (await height()) === before, "it is as it was");
});

test("everything is written larger and smaller by keys", async () => {
  const wide = () => window.browser.execute(() => innerWidth);
  const asItWas = await wide();
  await window.keys("Control", "Shift", ">");
  await until(async () => (await wide()) < asItWas, "less has room: all is larger");
  await window.keys("Control", "Shift", "<");
  await until(async () => (await wide()) === asItWas, "it is as it was");
});

test("the wheel zooms at the pointer: what is under it stays under it", async () => {
  const at = await window.placeOf("Shop");
  const before = await window.placeOf("Bank");
  await window.browser
    .action("wheel")
    .scroll({ x: Math.round(at.x), y: Math.round(at.y), deltaX: 0, deltaY: -240, duration: 0 })
    .perform();
  await until(async () => Math.abs((await window.placeOf("Bank")).x - before.x) > 10, "it is nearer");
  const now = await window.placeOf("Shop");
  assert.ok(Math.hypot(now.x - at.x, now.y - at.y) < 3, `${JSON.stringify(at)} ${JSON.stringify(now)}`);
});

test("the map is a tree that is walked, and renamed in, by keys alone", async () => {
  await window.press("Outline");
  const tree = await window.browser.$("[role=tree]");
  await tree.waitForExist();
  const current = () => window.browser.execute(() => document.activeElement?.innerText ?? "");
  await window.browser.execute(() => document.querySelector('[role=tree] [tabindex="0"]').focus());
  await window.type("b");
  await until(async () => (await current()).startsWith("Bank"), "a letter goes to what begins with it");
  await window.browser.keys(UP);
  await until(async () => !(await current()).startsWith("Bank"), "an arrow goes on");
  await window.type("b");
  await window.keys("Enter");
  await until(async () => (await selected()).some((name) => name.startsWith("Bank")), "Enter selects");
  await window.browser.keys(F2);
  await until(
    () => window.browser.execute(() => document.activeElement.tagName === "INPUT"),
    "it can be written",
  );
  await window.keys("Control", "a");
  await window.type("House bank");
  await window.keys("Enter");
  await window.placeOf("House bank");
});
