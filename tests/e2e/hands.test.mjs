// More for the hands: the small map of the whole, fingers, many selected at once, and the clipboard.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { after, before, test } from "node:test";
import { Home, opened, shut, start, until } from "./program.mjs";

let home;
let window;
let browser;

before(async () => {
  ({ home, window } = await opened());
  browser = window.browser;
  await window.newMap();
  await window.speak(
    [
      "Acme {at 0 0}",
      "Shop {at 600 0}",
      "Bank {at 600 400}",
      "Farm {at 0 400}",
      "Acme -money 300k/y-> Shop : licences",
      "Shop -trust 4-> Bank",
      "Farm -data yields-> Bank",
    ].join("\n"),
  );
  await window.selectNothing();
  await onCanvas();
  await browser.keys(["f"]);
  await window.atRest();
});

after(() => shut(window, home));

const onCanvas = () => browser.execute(() => document.querySelector("[data-canvas]").focus());

const selected = () =>
  browser.execute(() =>
    [...document.querySelectorAll('[data-key][aria-pressed="true"]')]
      .map((e) => e.getAttribute("aria-label"))
      .sort()
      .join("; "),
  );
const isSelected = (test, what) => until(async () => test(await selected()), what);
const isOnTheMap = (name) =>
  until(async () => (await window.onTheMap()).some((n) => n.startsWith(name)), `"${name}" is on the map`);

/** Where the small map and its frame are, if it is shown. */
const smallMap = () =>
  browser.execute(() => {
    const map = document.querySelector(".minimap");
    if (!map || map.hidden) return null;
    const box = (e) => {
      const { left, top, width, height } = e.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2, left, top, width, height };
    };
    const zoom = box(document.querySelector(".percent").parentElement);
    return { ...box(map), frame: box(map.querySelector("div")), above: zoom.top };
  });

test("a small map stands above the zoom buttons only while a part of the map is out of sight", async () => {
  assert.equal(await smallMap(), null);
  for (let n = 0; n < 6; n++) await browser.keys(["+"]);
  const small = await until(smallMap, "the small map is shown");
  assert.ok(small.top + small.height < small.above, "it covers nothing");
  await window.atRest();
  await window.screenshot("small map");
});

test("dragging the frame on the small map moves the window over the map", async () => {
  const from = await window.placeOf("Bank");
  const { frame } = await smallMap();
  await window.drag(frame, { x: frame.x + 20, y: frame.y + 10 });
  await until(async () => (await window.placeOf("Bank")).x < from.x - 40, "the map went the other way");
  assert.ok((await window.placeOf("Bank")).y < from.y - 10);
});

test("one key takes the small map away and brings it back", async () => {
  await onCanvas();
  await browser.keys(["m"]);
  await until(async () => (await smallMap()) === null, "it is gone");
  await browser.keys(["m"]);
  await until(smallMap, "it is back");
  await browser.keys(["f"]);
  await window.atRest();
  assert.equal(await smallMap(), null);
});

/** What another program takes from the clipboard as a picture of a kind. */
const picture = (type) =>
  spawnSync("xclip", ["-selection", "clipboard", "-o", "-t", type], { maxBuffer: 1 << 26, timeout: 10_000 })
    .stdout;
const isSaid = (words) => until(async () => (await window.text()).includes(words), `"${words}" is said`);

test("what is selected is copied as a picture, with what flows between", async () => {
  await window.selectNothing();
  const [acme, shop] = [await window.placeOf("Acme"), await window.placeOf("Shop")];
  await window.click(acme);
  await window.click(shop, { keys: ["Shift"] });
  await isSelected((names) => /Acme.*Shop/.test(names), "both actors are selected");

  await window.act("Copy as SVG");
  await isSaid("What is selected is on the clipboard as SVG.");
  const svg = picture("image/svg+xml").toString();
  const said = svg.replace(/<[^>]*>/g, " ");
  for (const words of ["Acme", "Shop", "300k"]) assert.ok(said.includes(words), `${words} is on it`);
  for (const words of ["Bank", "Farm"]) assert.ok(!said.includes(words), `${words} is not on it`);

  await onCanvas();
  await window.keys("Control", "Shift", "c");
  await isSaid("What is selected is on the clipboard as a picture.");
  const png = picture("image/png");
  assert.equal(png.toString("latin1", 1, 4), "PNG");
  const [wide, high] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const [, w, h] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg);
  assert.ok(Math.abs(wide / high - w / h) < 0.05, `${wide} x ${high} is as wide as ${w} x ${h}`);
  assert.ok(wide / w > 1.9, "it is sharp");
  await window.selectNothing();
  await onCanvas();
});

/** What a touch screen tells the page. The driver's own fingers reach this web view as a mouse. */
const touch = (name, ...fingers) =>
  browser.execute(
    (type, places) => {
      const event = new Event(type, { bubbles: true, cancelable: true });
      const targetTouches = places.map(({ x, y }, identifier) => ({ identifier, clientX: x, clientY: y }));
      Object.defineProperty(event, "targetTouches", { value: targetTouches });
      document.querySelector("[data-canvas]").dispatchEvent(event);
      return event.defaultPrevented;
    },
    `touch${name}`,
    fingers,
  );

const plus = ({ x, y }, dx, dy) => ({ x: x + dx, y: y + dy });

test("one finger drags a card, and moves the sheet where there is none", async () => {
  const acme = await window.placeOf("Acme");
  const shop = await window.placeOf("Shop");
  assert.equal(await touch("start", acme), true);
  await touch("move", plus(acme, 20, 10));
  await touch("move", plus(acme, 80, 60));
  await touch("end");
  await until(async () => (await window.placeOf("Acme")).x > acme.x + 60, "the card has moved");
  assert.deepEqual(await window.placeOf("Shop"), shop);
  await window.undo();
  await until(async () => (await window.placeOf("Acme")).x === acme.x, "it is back");

  const empty = { x: (acme.x + shop.x) / 2, y: acme.y + 130 };
  await touch("start", empty);
  await touch("move", plus(empty, -60, 0));
  await touch("end");
  await until(
    async () => Math.abs((await window.placeOf("Shop")).x - shop.x + 60) < 2,
    "the sheet has moved",
  );
  await touch("start", plus(empty, 0, 40));
  await touch("end");
  await isSelected((names) => names === "", "a tap on empty paper selects nothing");
});

test("two fingers zoom and move the sheet, and what is under them stays there", async () => {
  const [acme, shop] = [await window.placeOf("Acme"), await window.placeOf("Shop")];
  await touch("start", acme);
  await touch("start", acme, shop);
  await touch("move", plus(acme, 30, 40), plus(shop, -170, 40));
  await touch("end", plus(acme, 30, 40));
  await touch("end");
  await until(async () => Math.abs((await window.placeOf("Acme")).x - acme.x - 30) < 3, "Acme is under one");
  assert.ok(Math.abs((await window.placeOf("Shop")).x - shop.x + 170) < 3, "Shop is under the other");
  await onCanvas();
  await browser.keys(["f"]);
  await window.atRest();
});

test("a finger that stays renames what is under it", async () => {
  await touch("start", await window.placeOf("Farm"));
  await window.named("Name", "input");
  await touch("end");
  await window.type("Fields");
  await window.keys("Enter");
  await isOnTheMap("Fields");
  await window.undo();
  await isOnTheMap("Farm");
});

test("Shift-click adds flows to the selection; a digit and the panel change all of them", async () => {
  await window.click(await window.placeOf("money from Acme"));
  await window.click(await window.placeOf("trust from Shop"), { keys: ["Shift"] });
  await isSelected((names) => /money from Acme.*; trust from Shop/.test(names), "both are selected");
  await window.click(await window.placeOf("trust from Shop"), { keys: ["Control"] });
  await isSelected((names) => !/trust from Shop/.test(names), "Ctrl takes one out as well");
  await window.click(await window.placeOf("trust from Shop"), { keys: ["Control"] });
  await isSelected((names) => /money from Acme.*; trust from Shop/.test(names), "and in again");
  await browser.keys(["6"]);
  await isOnTheMap("product from Shop to Bank");
  await isOnTheMap("product from Acme to Shop");
  await window.press("Selection");
  const source = await browser.$("#field-label");
  await source.waitForExist();
  assert.equal(await source.getAttribute("placeholder"), "several values");
  await source.click();
  await window.type("software");
  await window.keys("Enter");
  await isOnTheMap("product from Shop to Bank: software");
  await isOnTheMap("product from Acme to Shop: software");
  await onCanvas();
  await window.undo();
  await window.undo();
  await isOnTheMap("trust from Shop to Bank");
});

test("a double-click on a flow opens what stands on the arrow", async () => {
  await onCanvas();
  await window.keys("Escape");
  await window.click(await window.placeOf("money from Acme"), { count: 2 });
  const input = await window.named("How much, and its label", "input");
  assert.match(await input.getValue(), /300k\/y.*licences/);
  await window.keys("Escape");
});

test("what is copied is text in the notation, and makes the same again on another map", async () => {
  await onCanvas();
  await window.keys("Escape");
  await window.keys("Control", "a");
  await window.toClipboard(() => window.keys("Control", "c"));
  const before = await window.onTheMap();
  await window.backToStart();
  await window.newMap();
  await onCanvas();
  await window.keys("Control", "v");
  for (const name of before) await isOnTheMap(name);
  assert.deepEqual((await window.onTheMap()).sort(), [...before].sort());
  await isSelected((names) => names.includes("Acme") && names.includes("Farm"), "what came is selected");
});

test("a list of names becomes actors, none on top of another", async () => {
  const lane = await window.lane();
  await lane.click();
  for (const [n, line] of ["Hospital", "Insurer", "Regulator"].entries()) {
    if (n > 0) await window.keys("Shift", "Enter");
    await window.type(line);
  }
  await window.keys("Control", "a");
  await window.toClipboard(() => window.keys("Control", "x"));
  await window.selectNothing();
  await onCanvas();
  await window.keys("Control", "v");
  for (const name of ["Hospital", "Insurer", "Regulator"]) await isOnTheMap(name);
  await until(
    () =>
      browser.execute(() => {
        const boxes = [...document.querySelectorAll('[data-key^="actor:"]')].map(({ dataset }) =>
          ["x", "y", "w", "h"].map((side) => Number(dataset[side])),
        );
        const meet = ([ax, ay, aw, ah], [bx, by, bw, bh]) =>
          Math.abs(ax - bx) < (aw + bw) / 2 && Math.abs(ay - by) < (ah + bh) / 2;
        return boxes.length === 7 && !boxes.some((a, n) => boxes.slice(n + 1).some((b) => meet(a, b)));
      }),
    "seven actors stand apart",
  );
  await browser.keys(["f"]);
  await window.atRest();
  await window.screenshot("pasted list");
});

test("an amount that cannot be read is told at the arrow, and is kept as words by who goes on", async () => {
  await onCanvas();
  await window.keys("Escape");
  await window.keys("Control", "a");
  await window.keys("Delete");
  await window.speak(
    "Mill {at 0 0}\nBaker {at 500 0}\nInn {at 500 300}\nMill -money-> Baker\nBaker -money-> Inn",
  );
  await window.selectNothing();
  await onCanvas();
  await browser.keys(["f"]);
  const write = async (flow, text) => {
    await window.click(await window.placeOf(flow), { count: 2 });
    await window.heard("How much, and its label");
    await window.keys("Control", "a");
    await window.type(text);
  };
  const against = () =>
    browser.execute(() => document.querySelector("[role=alert].against")?.innerText ?? "");
  await write("money from Mill to Baker", "80k");
  await window.keys("Enter");
  await until(async () => /Say per what time, or once/.test(await against()), "it is said what is missing");
  assert.match(await against(), /80k\/y/);
  await window.screenshot("an amount refused at the arrow");
  await window.type("/y");
  await window.keys("Enter");
  await isOnTheMap("money from Mill to Baker: $80k/yr");
  assert.equal(await against(), "");
  await write("money from Mill to Baker", "90.000 €");
  await window.keys("Enter");
  await until(async () => /could be 90 or 90,000/.test(await against()), "it is asked which of the two");
  await window.heard("How much, and its label");
  await window.keys("Enter");
  await until(
    async () => (await window.onTheMap()).some((n) => /Mill.*90\.000 €/.test(n)),
    "it stands there",
  );
  await write("money from Baker to Inn", "about 3k");
  await window.keys("Enter");
  await isOnTheMap("money from Baker to Inn: about 3k");
  await write("money from Baker to Inn", "30k");
  await window.click(await window.placeOf("Inn"));
  await isOnTheMap("money from Baker to Inn: 30k");
  await until(async () => (await window.text()).includes("“30k” stands on the flow as words"), "it is told");
});

test("what is copied in one window is pasted in another, and what is cut is gone", async () => {
  const otherHome = new Home();
  const other = await start(otherHome);
  try {
    await other.newMap();
    await onCanvas();
    await window.keys("Escape");
    await window.keys("Control", "a");
    await window.toClipboard(() => window.keys("Control", "c"));
    const all = await window.onTheMap();
    await other.browser.execute(() => document.querySelector("[data-canvas]").focus());
    await other.keys("Control", "v");
    const isThere = async () => (await other.onTheMap()).sort().join() === all.toSorted().join();
    await until(isThere, "the same actors and flows are in the other window");
    await other.keys("Control", "x");
    await until(async () => (await other.onTheMap()).length === 0, "all of it is cut out");
    await onCanvas();
    await window.keys("Escape");
    await window.keys("Control", "a");
    await window.keys("Delete");
    await until(async () => (await window.onTheMap()).length === 0, "nothing is left in the first window");
    await window.keys("Control", "v");
    const isBack = async () => (await window.onTheMap()).sort().join() === all.toSorted().join();
    await until(isBack, "it comes back by the other way");
  } finally {
    await other.stop();
    otherHome.remove();
  }
});
