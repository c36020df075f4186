// What the panel says of our own judgements, and what it no longer says.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { opened, shut, until } from "./program.mjs";

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
  ({ home, window } = await opened({ width: 1280, height: 720 }));
  await window.newMap();
  await window.speak(MAP);
  await window.selectNothing();
  await window.evaluated();
});

after(() => shut(window, home));

test("halving and doubling our settings marks what depends on them", async () => {
  const says = async (words) => (await window.text()).includes(words);
  assert.ok(!(await says("depends on our settings")));
  await window.press("See what hangs on our settings");
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

/** The pixels of a square in the window, as the canvas has them. */
const pixels = (at, edge) =>
  window.browser.execute(
    (at, edge) => {
      const canvas = document.querySelector("[data-canvas]");
      const { left, top } = canvas.getBoundingClientRect();
      const ratio = canvas.width / canvas.clientWidth;
      const [x, y] = [at.x - edge / 2 - left, at.y - edge / 2 - top].map((v) => Math.round(v * ratio));
      return [...canvas.getContext("2d").getImageData(x, y, edge * ratio, edge * ratio).data];
    },
    at,
    edge,
  );

test("the frame of a selected card leaves the number in its corner as it is read", async () => {
  await window.browser.execute(() => document.querySelector("[data-canvas]").focus());
  await window.keys("Control", "0");
  const listed = await window.placeOf("Shop");
  const { w, h } = await window.browser.execute(() => {
    const { dataset } = [...document.querySelectorAll("[data-key]")].find((b) =>
      b.getAttribute("aria-label").startsWith("Shop"),
    );
    return { w: Number(dataset.w), h: Number(dataset.h) };
  });
  const [badge, edge] = [
    { x: listed.x - w / 2, y: listed.y - h / 2 },
    { x: listed.x, y: listed.y - h / 2 },
  ];
  await window.hover({ x: listed.x, y: listed.y + h });
  await window.nextFrame();
  const before = { badge: await pixels(badge, 12), edge: await pixels(edge, 12) };
  assert.ok(new Set(before.badge).size > 8, "there is a number in the corner");
  await window.selectActor("Shop");
  await window.hover({ x: listed.x, y: listed.y + h });
  await window.nextFrame();
  assert.notDeepEqual(await pixels(edge, 12), before.edge, "the card has its frame");
  assert.deepEqual(await pixels(badge, 12), before.badge);
  await window.selectNothing();
});

const SAMPLES = join("tests", "samples");
const QUESTIONS = [
  "Where does demand form",
  "Where does value accrue",
  "Where does influence live",
  "Whom do we depend on",
  "Who gives without getting",
  "Where does data end up",
  "Where is trust missing",
  "Where does effort reach furthest",
  "What is vague or unproven",
];

for (const sample of readdirSync(SAMPLES))
  test(`the panel of ${sample} answers the nine questions in words`, async () => {
    const [, title] = /^map "(.*)"$/m.exec(readFileSync(join(SAMPLES, sample), "utf8"));
    await window.backToStart();
    await window.openSample(title);
    await window.selectNothing();
    await window.evaluated();
    const text = await window.browser.$(".says").getText();
    for (const question of QUESTIONS) assert.ok(text.includes(question), `${question}: ${text}`);
    assert.doesNotMatch(text, /NaN|undefined|null|Infinity|\b[a-z]+\.[a-z]+(-[a-z]+)+\b/);
    await window.screenshot(`says ${sample}`);
  });
