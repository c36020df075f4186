// The map without a mouse: walking from actor to actor along the flows, and drawing a flow by its ends' names.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { opened, shut, until } from "./program.mjs";

const [TAB, F6] = ["\uE004", "\uE036"];
const [ALT, UP, RIGHT, DOWN, LEFT] = ["\uE00A", "\uE013", "\uE014", "\uE015", "\uE012"];

let home;
let window;
let browser;

before(async () => {
  ({ home, window } = await opened());
  browser = window.browser;
  await window.newMap();
  await window.speak(
    "Acme {at 0 0}\nShop {at 500 0}\nBank {at 500 400}\nAcme -money 300k/y-> Shop : licences\nShop -trust 4-> Bank",
  );
  await window.selectNothing();
  await browser.execute(() => document.querySelector("[data-canvas]").focus());
});

after(() => shut(window, home));

async function walk(way) {
  await browser.keys([ALT, way]);
  await browser.releaseActions();
}

/** What is selected, by name, once it begins so. */
const isSelected = (name) =>
  until(
    () =>
      browser.execute((begins) => {
        const chosen = [...document.querySelectorAll('[data-key][aria-pressed="true"]')];
        return chosen.length === 1 && chosen[0].getAttribute("aria-label").startsWith(begins);
      }, name),
    `${name} alone is selected`,
  );

const isSaid = (words) =>
  until(
    () => browser.execute((said) => document.querySelector("p[aria-live]").textContent.includes(said), words),
    `"${words}" is said aloud`,
  );

test("Alt and an arrow walk from an actor along a flow to the next, and say what is there", async () => {
  await browser.keys(["f"]);
  await window.atRest();
  await walk(LEFT);
  await isSelected("Acme");
  await isSaid("Acme. 1 flow");
  await walk(RIGHT);
  await isSelected("money from Acme to Shop");
  await isSaid("300k");
  await walk(RIGHT);
  await isSelected("Shop");
  await walk(DOWN);
  await isSelected("trust from Shop to Bank");
  await walk(DOWN);
  await isSelected("Bank");
  await walk(DOWN);
  await isSaid("Nothing lies that way");
  await isSelected("Bank");
  await window.screenshot("walking");
});

test("the camera follows whoever walks", async () => {
  await browser.keys(["+"]);
  for (let n = 0; n < 7; n++) await browser.keys(["+"]);
  for (const way of [UP, UP, LEFT, LEFT]) await walk(way);
  await isSelected("Acme");
  const { w, h } = await browser.execute(() => {
    const { right, bottom } = document.querySelector("[data-canvas]").getBoundingClientRect();
    return { w: right, h: bottom };
  });
  await until(async () => {
    const { x, y } = await window.placeOf("Acme");
    return x > 0 && x < w && y > 0 && y < h;
  }, "Acme is in sight");
  await browser.keys(["f"]);
});

test("a flow is drawn by naming whom it goes to, its kind by a digit, its amount by typing it", async () => {
  await isSelected("Acme");
  await browser.keys(["c"]);
  await window.named("To whom does Acme give?", "input");
  await window.type("ban");
  await window.screenshot("naming whom a flow goes to");
  await window.keys("Enter");
  await isSelected("money from Acme to Bank");
  await window.named("Kind of the new flow");
  await window.keys("2");
  await window.named("How much, and its label", "input");
  await window.type("ledger");
  await window.keys("Enter");
  await isSelected("data from Acme to Bank: ledger");
});

test("whom nobody knows yet is made, and Escape leaves all as it was", async () => {
  const before = await window.onTheMap();
  for (const way of [DOWN, DOWN]) await walk(way);
  await isSelected("Bank");
  await browser.keys(["c"]);
  await window.named("To whom does Bank give?", "input");
  await window.type("Aud");
  await window.keys("Escape");
  assert.deepEqual(await window.onTheMap(), before);
  await browser.keys(["c"]);
  await window.named("To whom does Bank give?", "input");
  await window.type("Auditor");
  await window.keys("Enter");
  await until(async () => (await window.actors()).includes("Auditor"), "the auditor is on the map");
  await isSelected("data from Bank to Auditor");
});

test("what Tab reaches beside the map is selected, and the way along the flows goes on from there", async () => {
  await window.selectNothing();
  await browser.execute(() => document.querySelector("[data-canvas]").focus());
  await browser.keys([TAB]);
  const reached = await browser.execute(() => document.activeElement.ariaLabel);
  await isSelected(reached);
  await walk(LEFT);
  await until(async () => {
    const chosen = await browser.execute(
      () => document.querySelector('[data-key][aria-pressed="true"]')?.ariaLabel ?? "",
    );
    return chosen !== "" && chosen !== reached;
  }, "another is selected");
});

test("F6 goes from the map to the lane, the panel, the bar and back", async () => {
  await window.selectNothing();
  await browser.execute(() => document.querySelector("[data-canvas]").focus());
  const part = () =>
    browser.execute(() => document.activeElement.closest("[data-canvas], .lane, aside, header")?.tagName);
  const way = [];
  for (let n = 0; n < 4; n++) {
    await browser.keys([F6]);
    way.push(await part());
  }
  assert.deepEqual(way, ["DIV", "ASIDE", "HEADER", "CANVAS"]);
});

test("what was found has the keys, and a list that is left gives them back", async () => {
  await window.keys("Control", "f");
  await window.heard("Actor, flow, zone or note");
  await window.type("bank");
  await window.keys("Enter");
  await isSelected("Bank");
  const isOnMap = () => browser.execute(() => document.activeElement.hasAttribute("data-canvas"));
  await until(isOnMap, "the map has the keys");
  await window.keys("Control", "k");
  await window.heard("What do you want to do?");
  await window.keys("Escape");
  await until(isOnMap, "the map has the keys again");
});

test("Tab and the keys of actions leave a closed list as it is; a letter chooses from it", async () => {
  await window.openPage();
  const size = await browser.$('//button[starts-with(@aria-label, "Size: ")]');
  await browser.execute((list) => list.focus(), size);
  await browser.keys([TAB]);
  await window.nextFrame();
  assert.equal(await size.getAttribute("aria-label"), "Size: A4");
  await browser.execute((list) => list.focus(), size);
  await window.keys("Control", "t");
  await window.nextFrame();
  assert.equal(await size.getAttribute("aria-label"), "Size: A4");
  await window.keys("t");
  await until(async () => (await size.getAttribute("aria-label")) === "Size: Tabloid", "a letter chooses");
  await window.undo();
  await window.keys("Escape");
});
