// Hands on the canvas: every gesture with real pointer and key events, undone as one step each.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { opened, shut, until } from "./program.mjs";

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
  await isStill();
  await window.click(await window.placeOf("data from Hospital to Insurer"));
  const end = await browser.execute(() => {
    const at = (name) =>
      [...document.querySelectorAll("[data-key]")].find((e) => e.getAttribute("aria-label").startsWith(name))
        .dataset;
    const [insurer, flow] = [at("Insurer"), at("data from")];
    return { x: Number(insurer.x) - Number(insurer.w) / 2 - 22, y: Number(flow.y) };
  });
  await window.drag(end, await window.placeOf("Registry"));
  await onTheMap("data from Hospital to Registry");
});

test("the kinds that are off are neither seen nor hit", async () => {
  const flow = await window.placeOf("data from Hospital to Registry");
  await browser.keys(["\uE00A", "1"]);
  await browser.releaseActions();
  await window.click(flow);
  assert.equal(await selected(), "");
  await browser.keys(["\uE00A", "0"]);
  await browser.releaseActions();
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

test("the sheet is moved with Space and the hand, and the map fits again", async () => {
  const at = await window.placeOf("Registry");
  await browser.performActions([{ type: "key", id: "keys", actions: [{ type: "keyDown", value: " " }] }]);
  await window.drag({ x: 120, y: 700 }, { x: 220, y: 640 });
  await browser.releaseActions();
  await until(
    async () => Math.abs((await window.placeOf("Registry")).x - at.x - 100) < 2,
    "the sheet has moved",
  );
  await browser.keys(["f"]);
  await until(async () => Math.abs((await window.placeOf("Registry")).x - at.x) < 2, "it fits");
});

/** Waits until the camera has come to rest: the flow's handles are where its place says. */
async function isStill() {
  let [last, same] = ["", 0];
  await until(async () => {
    await window.nextFrame();
    const now = (await picture()).join();
    same = now === last && now !== asItWas.join() ? same + 1 : 0;
    last = now;
    // Longer than the camera takes to set out, and the list to follow it.
    return same >= 6;
  }, "the camera rests");
}

/** The names of what is selected. */
function selected() {
  return browser.execute(() =>
    [...document.querySelectorAll('[data-key][aria-pressed="true"]')]
      .map((e) => e.getAttribute("aria-label"))
      .join("; "),
  );
}
