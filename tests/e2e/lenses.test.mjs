// What is painted on the map beside itself: colours with their legend, a focus, and views that are kept.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { opened, shut, until } from "./program.mjs";

let home;
let window;
let browser;

before(async () => {
  ({ home, window } = await opened({ file: join("tests", "samples", "mid-market-software.txt") }));
  browser = window.browser;
  await window.evaluated();
  await window.selectNothing();
});

after(() => shut(window, home));

/** The colour of a card's face, beside its right edge, as [r, g, b]. */
const faceOf = async (name) => faceAt(await window.placeOf(name));

/** The same of the card whose middle is there. */
const faceAt = (at) =>
  browser.execute(({ x, y }) => {
    const canvas = document.querySelector("[data-canvas]");
    const { left, top } = canvas.getBoundingClientRect();
    const zoom = Number.parseInt(document.querySelector(".percent").textContent, 10) / 100;
    const ratio = canvas.width / canvas.clientWidth;
    const [px, py] = [(x - left + 74 * zoom) * ratio, (y - top) * ratio];
    return [...canvas.getContext("2d").getImageData(Math.round(px), Math.round(py), 1, 1).data].slice(0, 3);
  }, at);

const shows = async (name, colour) =>
  until(async () => {
    await window.nextFrame();
    const face = await faceOf(name);
    return face.every((channel, n) => Math.abs(channel - colour[n]) <= 2);
  }, `the card of ${name} is ${colour}`);

const WHITE = [255, 255, 255];
const STEP4 = [112, 169, 208];
const legend = (title) => window.named(`Legend: ${title}`, "section");
const noLegend = () =>
  until(async () => !(await browser.$("section[aria-label^='Legend']").isExisting()), "the legend is gone");
const onCanvas = () => browser.execute(() => document.querySelector("[data-canvas]").focus());

test("the control colours cards, and the legend says what the colours mean and how often they are there", async () => {
  await shows("Integrator A", WHITE);
  await window.press("Colour by");
  await (await browser.$("//*[@role='menuitem'][contains(., 'Dependence')]")).click();
  const text = await (await legend("Dependence")).getText();
  assert.match(text, /share of our revenue lost if gone/);
  assert.match(text, /25 to 50%\s*2/);
  await shows("Integrator A", STEP4);
  await window.screenshot("lens dependence");
});

test("one key shows the map as it is again", async () => {
  await onCanvas();
  await window.keys("Shift", "0");
  await noLegend();
  await shows("Integrator A", WHITE);
});

test("every lens has a key and a legend", async () => {
  const titles = {
    "Money kept": ["Shift", "1"],
    Dependence: ["Shift", "2"],
    Influence: ["Shift", "3"],
    "Give and get": ["Shift", "4"],
    "Trust in us": ["Shift", "5"],
    "Days to us": ["Shift", "6"],
    Reputation: ["Shift", "7"],
    Role: ["Shift", "r"],
    Zone: ["Shift", "z"],
    "Partner stage": ["Shift", "s"],
    Evidence: ["e"],
  };
  for (const [title, keys] of Object.entries(titles)) {
    await onCanvas();
    await window.keys(...keys);
    await legend(title);
  }
  await window.keys("e");
  await noLegend();
});

/** How dark it is where it is darkest around the middle of a flow, 0 to 765. */
const inkOf = async (flow) => inkAt(await window.placeOf(flow));

/** The same around a place. */
const inkAt = (at) =>
  browser.execute(({ x, y }) => {
    const canvas = document.querySelector("[data-canvas]");
    const { left, top } = canvas.getBoundingClientRect();
    const ratio = canvas.width / canvas.clientWidth;
    const [px, py] = [(x - left - 12) * ratio, (y - top - 12) * ratio].map(Math.round);
    const { data } = canvas.getContext("2d").getImageData(px, py, 24 * ratio, 24 * ratio);
    let ink = 0;
    for (let i = 0; i < data.length; i += 4) ink = Math.max(ink, 765 - data[i] - data[i + 1] - data[i + 2]);
    return ink;
  }, at);

test("the evidence view makes faint what is assumed, and leaves what is known", async () => {
  await onCanvas();
  const known = "decision right from Security certification";
  const assumed = "decision right from Integrator B";
  const before = [await inkOf(known), await inkOf(assumed)];
  await window.keys("e");
  await legend("Evidence");
  await until(async () => (await inkOf(assumed)) < before[1] * 0.75, "what is assumed is fainter");
  assert.ok((await inkOf(known)) > before[0] * 0.9, "what is known is as it was");
  await window.screenshot("evidence view");
  await window.keys("e");
  await noLegend();
});

test("the stage view colours partners by how far they have come", async () => {
  await window.speak("Integrator A {stage sell}\nIntegrator B {stage recruit}");
  await window.selectNothing();
  await onCanvas();
  await window.keys("Shift", "s");
  await legend("Partner stage");
  await until(async () => {
    const [a, b, none] = [
      await faceOf("Integrator A"),
      await faceOf("Integrator B"),
      await faceOf("Procurement"),
    ];
    return a.join() !== b.join() && a.join() !== none.join() && b.join() !== none.join();
  }, "each stage has its colour, and who is no partner has none");
  await window.screenshot("stage view");
  await window.keys("Shift", "0");
  await noLegend();
  await window.undo();
});

test("a click on a kind takes it away, and with Alt leaves it alone", async () => {
  const on = () =>
    browser.execute(() =>
      [...document.querySelectorAll(".chips button[aria-pressed=true]")].map((chip) => chip.ariaLabel),
    );
  const flow = await window.placeOf("product from Integrator A to Mid-market firms");
  const before = await inkAt(flow);
  const chip = await window.named("product", "button");
  await chip.click();
  await until(async () => !(await on()).includes("product"), "products are off");
  await until(async () => (await inkAt(flow)) < before * 0.75, "and not painted");
  await chip.click();
  await until(async () => (await on()).length === 6, "they are back");
  const { x, y, width, height } = await browser.execute((e) => {
    const box = e.getBoundingClientRect();
    return { x: box.x, y: box.y, width: box.width, height: box.height };
  }, chip);
  const middle = { x: x + width / 2, y: y + height / 2 };
  await window.click(middle, { keys: ["Alt"] });
  await until(async () => (await on()).join() === "product", "products are alone");
  await window.click(middle, { keys: ["Alt"] });
  await until(async () => (await on()).length === 6, "all are back");
});

test("colours follow the map when it is edited", async () => {
  await onCanvas();
  await window.keys("Shift", "1");
  await legend("Money kept");
  await window.speak("Integrator A -money 200k/y-> Integrator B");
  await window.evaluated();
  await until(
    async () => /1 to 5%/.test(await (await legend("Money kept")).getText()),
    "the legend is told anew",
  );
  await window.selectNothing();
  await window.undo();
  await onCanvas();
  await window.keys("Shift", "0");
});

test("a focus fades or hides what is not near, and Escape goes back step by step", async () => {
  await window.atRest();
  await window.selectActor("Cloud marketplace");
  await window.keys("Shift", "2");
  await legend("Dependence");
  await window.keys("i");
  await until(async () => (await window.text()).includes("Around Cloud marketplace, 1 step"), "it is said");
  const faded = STEP4.map((channel, n) => Math.round([251, 250, 247][n] * 0.75 + channel * 0.25));
  await shows("Integrator B", faded);
  await window.screenshot("focus, one step");
  const hidden = await window.placeOf("Integrator B");
  await window.keys("Shift", "h");
  const isTold = async () => (await window.actors()).some((name) => name.startsWith("Integrator B"));
  await until(async () => !(await isTold()), "Integrator B is told no longer");
  await window.atRest();
  const [r] = await faceAt(hidden);
  assert.ok(r > 240, `and is not seen: ${r}`);
  await window.click(hidden);
  assert.equal(await (await browser.$("//aside//*[normalize-space()='Integrator B']")).isExisting(), false);
  await window.keys("Shift", "i");
  await until(async () => (await window.text()).includes("2 steps"), "two steps are said");
  await shows("Integrator B", STEP4);
  await window.keys("Escape");
  await until(async () => !(await window.text()).includes("Around Cloud marketplace"), "the focus is left");
  await legend("Dependence");
  await window.keys("Escape");
  await noLegend();
});

test("a kind alone is left by Escape, or by its key", async () => {
  await onCanvas();
  const pressed = () =>
    browser.execute(() => document.querySelectorAll(".chips button[aria-pressed=true]").length);
  await window.keys("Alt", "1");
  await until(async () => (await pressed()) === 1, "money is alone");
  await window.keys("Escape");
  await until(async () => (await pressed()) === 6, "all are back");
  await window.keys("Alt", "4");
  await until(async () => (await pressed()) === 1, "trust is alone");
  await window.keys("Alt", "4");
  await until(async () => (await pressed()) === 6, "all are back again");
});

/** The document on disk as text. */
function written() {
  const out = home.file("map.txt");
  const folder = home.file("Portolan");
  const file = readdirSync(folder).find((name) => name.endsWith(".portolan"));
  assert.equal(home.run("export", join(folder, file), "--text", out).status, 0);
  return readFileSync(out, "utf8");
}

test("what is seen is kept under a name, recalled by a key, renamed, deleted and undone", async () => {
  await onCanvas();
  await window.keys("Shift", "1");
  await legend("Money kept");
  await window.keys("Alt", "1");
  await window.keys("Control", "b");
  await (await window.named("Keep this view as", "input")).click();
  await window.type("Money for the board");
  await window.keys("Enter");
  await window.named("View: Money for the board", "button");
  await window.screenshot("saved views");
  await window.keys("Escape");
  await window.keys("Alt", "1");
  await window.keys("Shift", "0");
  await noLegend();

  await window.keys("Control", "1");
  await legend("Money kept");
  const pressed = await browser.execute(
    () => document.querySelectorAll(".chips button[aria-pressed=true]").length,
  );
  assert.equal(pressed, 1);
  await window.isSaved();
  await until(
    () => written().includes('view "Money for the board" {colour by money kept, shows money}'),
    "it is on disk",
  );

  await window.press("Views");
  await window.press("Rename Money for the board");
  await window.keys("Control", "a");
  await window.type("Board");
  await window.keys("Enter");
  await window.named("View: Board", "button");
  await window.press("Delete Board");
  await until(async () => !(await window.has("View: Board", "button")), "it is gone");
  await window.keys("Escape");
  await onCanvas();
  await window.undo();
  await window.press("Views");
  await window.named("View: Board", "button");
  await window.keys("Escape");
});
