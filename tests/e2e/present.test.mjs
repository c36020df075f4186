// The map before a room: every step by keys and clicker, and everything given back afterwards.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { opened, shut, start, until } from "./program.mjs";

const SAMPLE = "Mid-market software: our routes to the buyer";
const PRESENTATION = "Presentation";
const NEXT = "\uE00F"; // page down: what a clicker sends
const BACK = "\uE00E";
const [RIGHT, LEFT, END, HOME, F5] = ["\uE014", "\uE012", "\uE010", "\uE011", "\uE035"];

let home;
let window;
const was = {};

before(async () => {
  ({ home, window } = await opened());
});

after(() => shut(window, home));

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
  await window.atRest();
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

test("who begins by a key sees by which keys it goes on, back and out, until the next", async () => {
  const isOffered = () => window.has("One step on", "button");
  await window.newMap();
  await window.keys(F5);
  await until(isOffered, "the keys are shown");
  await window.screenshot("present begun by a key");
  await window.keys(LEFT);
  assert.ok(!(await isOffered()), "they go with the first that is pressed");
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

test("a pointer that moves is offered the ways on, back and out, until it rests", async () => {
  const isOffered = () => window.has("One step back", "button");
  await until(async () => !(await isOffered()), "nothing is offered to a pointer that rests");
  await window.keys(HOME);
  await isAt(1);
  await window.hover({ x: 500, y: 300 });
  await window.hover({ x: 700, y: 300 });
  await window.press("One step on");
  await isAt(2);
  await window.screenshot("present by hand");
  await window.press("One step back");
  await isAt(1);
  await until(async () => !(await isOffered()), "it goes once the pointer rests");
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

test("with a scenario open all is said of the map as it is, and the scenario comes last, alone with its ghosts", async () => {
  const picture = async () => {
    await window.atRest();
    return window.browser.execute(() => document.querySelector("[data-canvas]").toDataURL());
  };
  await window.selectNothing();
  await window.keys(F5);
  await isAt(1);
  const asItIs = await picture();
  const [, steps] = await step();
  await window.keys("Escape");
  await until(async () => !(await presents()), "the window is back");
  await window.selectActor("Integrator A");
  await window.keys("Shift", "w");
  await until(async () => (await window.text()).includes("almost surely"), "the scenario is worked out");
  await window.keys(F5);
  await until(async () => (await step())[1] === steps + 1, "there is a step more");
  assert.equal(await picture(), asItIs, "the whole map is shown as it is");
  await window.keys(END);
  await isAt(steps + 1);
  assert.match(await strip(), /What if: Without Integrator A/);
  assert.match(await strip(), /\$960k → \$660k, falls by 31%/);
  assert.notEqual(await picture(), asItIs, "the last step shows the scenario");
  await window.screenshot("present scenario");
  await window.keys("Escape");
  await until(async () => !(await presents()), "the window is back");
  assert.ok((await window.text()).includes("almost surely"), "the scenario is still open");
});

/** Sixty actors in rows, each linked to two others: too many to be read at once. */
function denseMap() {
  const at = (n) => `{at ${(n % 10) * 230} ${Math.floor(n / 10) * 130}}`;
  const name = (n) => (n === 0 ? "Our firm" : `Partner company ${n}`);
  const all = Array.from({ length: 60 }, (_, n) => n);
  return [
    'map "Sixty partners"',
    "us Our firm",
    ...all.map((n) => `${name(n)} ${at(n)}`),
    ...all.slice(1).map((n) => `${name(n)} -money ${n}k/y-> ${name(Math.floor(n / 2))}`),
    ...all.slice(2).map((n) => `${name(n - 1)} -data orders-> ${name(n)}`),
  ].join("\n");
}

test("a map that cannot be read at once is gone through from near, in letters that can", async () => {
  await window.stop();
  const file = home.file("dense.txt");
  writeFileSync(file, denseMap());
  window = await start(home, { file, width: 1280, height: 720 });
  await window.evaluated();
  await window.selectNothing();
  await window.keys(F5);
  await until(presents, "the presentation is up");
  await isAt(1);
  await window.browser.pause(400);
  await window.screenshot("present dense whole");
  const near = [];
  for (let at = 2; ; at++) {
    await window.keys(RIGHT);
    await isAt(at);
    if (!/From near/.test(await strip())) break;
    near.push(await seenNow(at));
  }
  assert.ok(near.length > 1, "there are parts");
  await window.screenshot("present dense money");
  // A forty-fifth of the window's height, for names that are 13 units high.
  for (const { zoom, height } of near) assert.ok(13 * zoom >= height / 45 - 0.2, `${13 * zoom} of ${height}`);
  const seen = new Set(near.flatMap(({ names }) => names));
  assert.equal(seen.size, 60, "every actor is seen from near");
});

/** What is seen of the map once the camera has come to rest: its zoom, and the cards that are whole. */
async function seenNow(at) {
  await window.atRest();
  if (at === 2) await window.screenshot("present dense part");
  return window.browser.execute((presentation) => {
    const bottom = document.querySelector(`[aria-label=${presentation}] .strip`).getBoundingClientRect().top;
    const cards = [...document.querySelectorAll('[data-key^="actor:"]')];
    const isWhole = ({ dataset: { x, y, w, h } }) =>
      x - w / 2 >= 0 && Number(x) + w / 2 <= innerWidth && y - h / 2 >= 0 && Number(y) + h / 2 <= bottom;
    return {
      zoom: cards[0].dataset.w / 168,
      height: innerHeight,
      names: cards.filter(isWhole).map((card) => card.getAttribute("aria-label")),
    };
  }, PRESENTATION);
}
