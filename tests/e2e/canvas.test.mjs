// Hands on the canvas: every gesture with real pointer and key events, undone as one step each.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { opened, shut, until } from "./program.mjs";
import { dragMiddle } from "./screen.mjs";

let home;
let window;
let browser;

before(async () => {
  ({ home, window } = await opened());
  browser = window.browser;
  await window.newMap();
  await window.addActor("Hospital", { x: 250, y: 250 });
  await window.addActor("Insurer", { x: 700, y: 250 });
  await window.selectNothing();
});

after(() => shut(window, home));

/** Each test ends as it began. */
let asItWas;
beforeEach(async () => {
  await window.selectNothing();
  await window.atRest();
  asItWas = await picture();
});

/** Every entry with its place, as text. */
const picture = () =>
  browser.execute(() =>
    [...document.querySelectorAll("[data-key]")]
      .map(
        (e) =>
          `${e.ariaLabel ?? e.getAttribute("aria-label")} ${Math.round(e.dataset.x)} ${Math.round(e.dataset.y)}`,
      )
      .sort(),
  );

const onTheMap = (what, limit) =>
  until(async () => (await picture()).join("\n").includes(what), `"${what}" is on the map`, limit);

/** Lets the pointer go where it is; the driver's own release tells the page nothing. */
const letGo = ({ x, y }) =>
  browser
    .action("pointer")
    .move({ x: Math.round(x), y: Math.round(y), duration: 0 })
    .up()
    .perform();

/** One undo brings everything back. */
async function undoesInOneStep() {
  await window.undo();
  await isAsItWas();
}

/** Waits until everything is where it was when the test began; says what is not. */
async function isAsItWas() {
  await until(async () => (await picture()).join() === asItWas.join(), "all is as it was").catch(() => {});
  assert.deepEqual(await picture(), asItWas);
}

test("an arrow key that is held moves the selection as one step", async () => {
  const from = await window.placeOf("Hospital");
  await window.selectActor("Hospital");
  const right = "\uE014";
  await browser.performActions([
    {
      type: "key",
      id: "keys",
      actions: [...Array(4)]
        .map(() => ({ type: "keyDown", value: right }))
        .concat({ type: "keyUp", value: right }),
    },
  ]);
  await until(async () => (await window.placeOf("Hospital")).x > from.x + 7, "it has moved");
  await undoesInOneStep();
});

test("Alt-drag leaves the original and makes a copy", async () => {
  const at = await window.placeOf("Hospital");
  await browser.performActions([
    { type: "key", id: "keys", actions: [{ type: "keyDown", value: "\uE00A" }] },
  ]);
  await window.drag(at, { x: at.x, y: at.y + 200 });
  await browser.releaseActions();
  await until(async () => (await window.actors()).length === 3, "there is a copy");
  const still = await window.placeOf("Hospital");
  assert.deepEqual([still.x, still.y], [at.x, at.y]);
  await undoesInOneStep();
});

test("Escape during a drag puts everything back", async () => {
  const at = await window.placeOf("Hospital");
  await window.drag(at, { x: at.x + 90, y: at.y + 70 }, { hold: true });
  await until(async () => (await window.placeOf("Hospital")).x > at.x + 60, "it moves with the pointer");
  await window.keys("Escape");
  await isAsItWas();
  await letGo({ x: at.x + 90, y: at.y + 70 });
  assert.deepEqual(await picture(), asItWas);
});

test("a flow dropped on empty paper makes the actor, which is named at once", async () => {
  const rim = await window.rimOf("Insurer", { x: 700, y: 600 });
  await window.drag(rim, { x: rim.x, y: rim.y + 220 });
  await window.type("Broker");
  await window.keys("Enter");
  await onTheMap("Broker");
  await window.named("Kind of the new flow");
  await window.screenshot("kind picker");
  await window.keys("4");
  await onTheMap("trust from Insurer to Broker");
  for (let n = 0; n < 3; n++) await window.undo();
  await isAsItWas();
});

test("Tab makes the next actor beside the selected one, linked", async () => {
  await window.selectActor("Insurer");
  await browser.keys(["\uE004"]);
  await window.type("Reinsurer");
  await window.keys("Enter");
  await onTheMap("from Insurer to Reinsurer");
  await undoesInOneStep();
});

test("a letter typed on a selected flow begins its label", async () => {
  await window.drawFlow("Hospital", "Insurer", 2);
  await onTheMap("data from Hospital to Insurer");
  await window.keys("Escape");
  await window.type("claims");
  await window.keys("Enter");
  await onTheMap("claims");
});

test("the end of a selected flow is hung on another actor", async () => {
  await window.speak("Registry {at 600 800}");
  await window.keys("Escape");
  await browser.keys(["f"]);
  await window.atRest();
  await window.click(await window.placeOf("data from Hospital to Insurer"));
  const end = await browser.execute(() => {
    const at = (name) =>
      [...document.querySelectorAll("[data-key]")].find((e) => e.getAttribute("aria-label").startsWith(name))
        .dataset;
    const [insurer, flow] = [at("Insurer"), at("data from")];
    return { x: Number(insurer.x) - Number(insurer.w) / 2 - 22, y: Number(flow.y) };
  });
  await window.hover(end);
  await until(
    () =>
      browser.execute(
        () => document.querySelector("[data-canvas]").title === "Drag this end to another card",
      ),
    "it is said what the handle is for",
  );
  const before = await window.onTheMap();
  const undone = () => browser.execute(() => document.querySelector(".rail [aria-label^=Undo]").ariaLabel);
  const last = await undone();
  await window.drag(end, { x: end.x, y: end.y + 160 });
  await window.drag(end, await window.placeOf("Registry"), { hold: true });
  await window.screenshot("an end on its way");
  await window.keys("Escape");
  await window.letGo(await window.placeOf("Registry"));
  await window.drag(end, await window.placeOf("Hospital"), { hold: true });
  await window.nextFrame();
  await window.screenshot("an end on its own other end");
  await window.letGo(await window.placeOf("Hospital"));
  assert.deepEqual(
    await window.onTheMap(),
    before,
    "in the empty, called off and on its own other end it stays",
  );
  assert.equal(await undone(), last, "there is nothing to undo");
  assert.ok(!/cannot lead/.test(await window.text()), "nothing was tried that cannot be");
  await window.drag(end, await window.placeOf("Registry"));
  await onTheMap("data from Hospital to Registry");
  assert.equal(await undone(), "Undo hang flow on another actor");
  await window.undo();
  await onTheMap("data from Hospital to Insurer");
  await window.redo();
  await onTheMap("data from Hospital to Registry");
});

test("the kinds that are off are neither seen, hit nor told", async () => {
  const flow = await window.placeOf("data from Hospital to Registry");
  const isTold = async () => (await window.onTheMap()).some((name) => name.startsWith("data from"));
  await browser.keys(["\uE00A", "1"]);
  await browser.releaseActions();
  await until(async () => !(await isTold()), "the flow is told no longer");
  await window.click(flow);
  await browser.keys(["\uE00A", "0"]);
  await browser.releaseActions();
  await until(isTold, "the flow is told again");
  assert.equal(await selected(), "");
  await window.click(flow);
  await until(async () => (await selected()).startsWith("data from"), "the flow is selected");
});

test("a marquee selects what it touches, and Delete removes it", async () => {
  const b = await window.placeOf("Insurer");
  await window.drag({ x: 60, y: 56 }, { x: b.x + 20, y: b.y + 20 });
  await until(
    async () => (await selected()).includes("Hospital") && (await selected()).includes("Insurer"),
    "both are selected",
  );
  await browser.keys(["\uE017"]);
  await until(async () => (await window.actors()).length === 1, "only the registry is left");
  await undoesInOneStep();
});

const SPACE = { type: "key", id: "keys", actions: [{ type: "keyDown", value: " " }] };
const [FROM, TO] = [
  { x: 120, y: 700 },
  { x: 220, y: 640 },
];
/** Every way to move the sheet by so much. */
const WAYS = {
  "Space and a drag": async () => {
    await browser.performActions([SPACE]);
    await window.drag(FROM, TO);
    await browser.releaseActions();
  },
  "the hand": async () => {
    await browser.keys(["h"]);
    await window.drag(FROM, TO);
    await browser.keys(["v"]);
  },
  "the middle button": () => dragMiddle(window.main, FROM, TO),
  "two fingers": () =>
    browser
      .action("wheel")
      .scroll({ ...FROM, deltaX: FROM.x - TO.x, deltaY: FROM.y - TO.y, duration: 0 })
      .perform(),
};

for (const [way, move] of Object.entries(WAYS)) {
  test(`the sheet is moved by ${way}, and the map fits again`, async () => {
    const at = await window.placeOf("Registry");
    await move();
    const isMoved = async () => {
      const { x, y } = await window.placeOf("Registry");
      return Math.hypot(x - at.x - 100, y - at.y + 60) < 3;
    };
    await until(isMoved, `the sheet has moved, ${JSON.stringify(at)}`);
    assert.equal(await selected(), "");
    await browser.keys(["f"]);
    await until(async () => Math.abs((await window.placeOf("Registry")).x - at.x) < 2, "it fits");
  });
}

test("what is selected is fitted by a key of its own", async () => {
  await window.selectActor("Hospital");
  await browser.keys(["\uE008", "f"]);
  await browser.releaseActions();
  const wide = () => browser.execute(() => Number(document.querySelector('[data-key="actor:1"]').dataset.w));
  await until(async () => (await wide()) === 1.5 * 168, "it is as near as a single card is shown");
  const at = await window.placeOf("Hospital");
  assert.ok(Math.hypot(at.x - 620, at.y - 450) < 120, JSON.stringify(at));
  await window.selectNothing();
  await browser.keys(["f"]);
});

test("a flow is hung on others, and turned around, in the panel too", async () => {
  await window.atRest();
  await window.click(await window.placeOf("data from Hospital to Registry"));
  await window.press("Selection");
  const to = await browser.$("//aside//button[@aria-label='To: Registry']");
  await to.waitForExist();
  await to.click();
  await (await browser.$("//*[@role='option'][contains(., 'Insurer')]")).click();
  await onTheMap("data from Hospital to Insurer");
  await window.press("Turn around");
  await onTheMap("data from Insurer to Hospital");
  await browser.execute(() => document.querySelector("[data-canvas]").focus());
  await window.undo();
  await window.undo();
  await onTheMap("data from Hospital to Registry");
});

/** The names of what is selected. */
function selected() {
  return browser.execute(() =>
    [...document.querySelectorAll('[data-key][aria-pressed="true"]')]
      .map((e) => e.getAttribute("aria-label"))
      .join("; "),
  );
}
