// The map before a room: every step by keys and clicker, and everything given back afterwards.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Home, start, until } from "./program.mjs";

const SAMPLE = "Mid-market software: our routes to the buyer";
const PRESENTATION = "Presentation";
const NEXT = "\uE00F"; // page down: what a clicker sends
const BACK = "\uE00E";
const [RIGHT, LEFT, END, HOME, F5] = ["\uE014", "\uE012", "\uE010", "\uE011", "\uE035"];

let home;
let window;
const was = {};

before(async () => {
  home = new Home();
  window = await start(home);
});

after(async () => {
  await window?.stop();
  home?.remove();
});

const presents = () => window.has(PRESENTATION);
const heard = () =>
  window.browser.execute(() => document.querySelector("[aria-live=polite].unseen").textContent);
/** "3 of 21": the step, as it is told to a screen reader. */
const step = async () =>
  /^(\d+) of (\d+)\. /
    .exec(await heard())
    ?.slice(1)
    .map(Number) ?? [];
const strip = () =>
  window.browser.execute((name) => document.querySelector(`[aria-label=${name}]`).innerText, PRESENTATION);
const pressed = () =>
  window.browser.execute(() =>
    [...document.querySelectorAll("[aria-label='Kinds of flows'] button")].map((b) => b.ariaPressed),
  );
/** Where actors are on the screen: the same only under the same camera. */
const places = async () => {
  await window.nextFrame();
  return window.browser.execute(() =>
    [...document.querySelectorAll('[data-key^="actor:"]')].map((b) => [b.dataset.x, b.dataset.y].join()),
  );
};

const isInspected = (name) =>
  window.browser.execute(
    (wanted) => [...document.querySelectorAll("aside input")].some((input) => input.value === wanted),
    name,
  );

async function isAt(number) {
  await until(async () => (await step())[0] === number, `step ${number} is shown`);
}

test("an empty map can be presented and says that it is empty", async () => {
  await window.newMap();
  await window.keys(F5);
  await until(presents, "the presentation is up");
  assert.match(await strip(), /Nothing is on this map yet/);
  await window.keys("Escape");
  await until(async () => !(await presents()), "the window is back");
  await window.backToStart();
});

test("the steps are gone through by arrows, space, page keys and click", async () => {
  await window.openSample(SAMPLE);
  await window.evaluated();
  await window.keys("Alt", "2");
  await window.keys("Control", "i");
  await until(async () => {
    await window.selectActor("Integrator A");
    return isInspected("Integrator A");
  }, "the actor is selected");
  was.kinds = await pressed();
  was.places = await places();
  await window.press("Present");
  await until(presents, "the presentation is up");
  await isAt(1);
  assert.match(await strip(), /Who holds our route to mid-market buyers/);
  await window.screenshot("present whole");
  for (const [at, key] of [
    [2, RIGHT],
    [3, " "],
    [4, NEXT],
    [3, BACK],
    [2, LEFT],
  ]) {
    await window.keys(key);
    await isAt(at);
  }
  assert.match(await strip(), /Money/);
  await window.screenshot("present money");
  await window.click({ x: 400, y: 300 });
  await isAt(3);
});

test("after each kind comes what matters most, then the findings, and the last step stays the last", async () => {
  const [, steps] = await step();
  await window.keys(HOME);
  await isAt(1);
  const seen = [];
  for (let at = 1; at <= steps; at++) {
    await isAt(at);
    seen.push(await strip());
    await window.keys(NEXT);
  }
  await isAt(steps);
  assert.match(
    seen.find((words) => words.includes("depend on most, 1 of ")),
    /If Integrator A stopped/,
  );
  assert.ok(seen.some((words) => words.includes("Where does demand form")));
  await window.keys(END);
  await isAt(steps);
  await window.screenshot("present finding");
});

test("the spotlight follows the pointer, and B makes the screen dark", async () => {
  await window.keys("s");
  await window.hover({ x: 640, y: 300 });
  await window.nextFrame();
  await window.screenshot("present spotlight");
  await window.keys("s");
  await window.keys("b");
  await until(async () => (await strip()) === "", "nothing is to be seen");
  await window.keys("b");
  await until(async () => (await strip()) !== "", "the step is back");
});

test("Escape gives back the camera, the layers and what was selected", async () => {
  await window.keys("Escape");
  await until(async () => !(await presents()), "the window is back");
  assert.deepEqual(await pressed(), was.kinds);
  await until(
    async () => (await places()).join() === was.places.join(),
    `everything is where it was, ${was.places[0]}, not ${(await places())[0]}`,
  );
  await until(() => isInspected("Integrator A"), "the actor is selected again");
});
