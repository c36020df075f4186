// The speed lane under the fingers: what a line will do is said before Enter, what is wrong with it is taught,
// the last line is corrected in its place, and new actors find places of their own.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { opened, shut, until } from "./program.mjs";

const [UP, DOWN, TAB] = ["\uE013", "\uE015", "\uE004"];

let home;
let window;

before(async () => {
  ({ home, window } = await opened({ width: 1280, height: 720 }));
  await window.newMap();
});
after(() => shut(window, home));

/** What stands above the line about what is written in it. */
const foreseen = () =>
  window.browser.execute(() => document.querySelector("#lane-foresight")?.innerText ?? "");

/** Writes in the empty lane, without Enter. */
async function write(text) {
  const lane = await window.lane();
  await lane.click();
  await window.type(text);
  return lane;
}

test("what a line will do is said before Enter, and nothing is done yet", async () => {
  const lane = await write("Retail -money 60k/y-> Shop");
  await until(async () => /Retail/.test(await foreseen()) && /Shop/.test(await foreseen()), "it is foreseen");
  assert.deepEqual(await window.actors(), []);
  await window.keys("Enter");
  await until(async () => (await window.actors()).length === 2, "both actors are there");
  await until(async () => (await lane.getValue()) === "", "the lane is empty again");
  assert.ok((await window.onTheMap()).some((name) => name.includes("60k")));
});

test("who thinks better of a line sees the map where it was before it", async () => {
  await window.selectNothing();
  const before = await window.placeOf("Shop");
  const isThere = async ({ x, y }) => {
    const now = await window.placeOf("Shop");
    return Math.hypot(now.x - x, now.y - y) < 1;
  };
  await write("Mill {at 2000 1500}");
  await until(async () => !(await isThere(before)), "the sheet has moved to where the mill would be");
  await window.keys("Escape");
  await until(() => isThere(before), "the sheet is back");
  const lane = await window.lane();
  await lane.click();
  await until(async () => !(await isThere(before)), "the line goes on");
  await empty();
  await until(() => isThere(before), "the sheet is back again");
  await window.speak("Mill {at 2000 1500}");
  await window.keys("Escape");
  await window.atRest();
  assert.ok(!(await isThere(before)), "what was said stays in sight");
  await window.selectNothing();
  await window.undo();
  await until(async () => (await window.actors()).length === 2, "the mill is gone");
});

test("what was typed and not said is found again where it was typed, and nowhere else", async () => {
  const line = "Farm -money 3k/y-> Shop";
  await write(line);
  await window.keys("Control", "w");
  await window.named("New map", "button");
  await window.newMap();
  assert.equal(await (await window.lane()).getValue(), "", "another map has nothing of it");
  await window.keys("Control", "w");
  await window.openRecent("Untitled map");
  const lane = await window.lane();
  await until(async () => (await lane.getValue()) === line, "it is in the line again");
  await lane.click();
  await empty();
  await window.selectNothing();
});

test("several lines in one go are one step", async () => {
  await window.speak("Bank : payer\nBank -trust 4-> Shop\n# Where demand forms\nBuyers : customer");
  await until(async () => (await window.actors()).length === 4, "all are there");
  await window.selectNothing();
  await window.undo();
  await until(async () => (await window.actors()).length === 2, "one undo takes all away");
  await window.redo();
  await until(async () => (await window.actors()).length === 4, "and one redo brings all back");
});

test("Up takes the last line back to be corrected in its place", async () => {
  await window.speak("Shop -money 50k/y-> Us");
  const lane = await window.lane();
  await lane.click();
  await window.browser.keys(UP);
  await until(async () => (await lane.getValue()).includes("50k/y"), "the last line is back");
  await until(async () => (await foreseen()).includes("In place of the last line"), "that is said");
  const { y } = await window.placeOf("Us");
  const top = await window.browser.execute(() => document.querySelector(".lane").getBoundingClientRect().top);
  assert.ok(y < top, `what the line is about is not under it: ${y} and ${top}`);
  await window.keys("Control", "a");
  await window.type("Shop -money 55k/y-> Us");
  await window.keys("Enter");
  await until(
    async () => (await window.onTheMap()).some((n) => n.includes("55k")),
    "the new amount is there",
  );
  assert.ok(!(await window.onTheMap()).some((n) => n.includes("50k")), "the old line is gone");
});

test("a mistake is underlined with its reason and the nearest thing that would be understood", async () => {
  const lane = await write("Shop -mony 5k/y-> Us");
  await until(async () => (await foreseen()).includes("money"), `"money" is proposed: ${await foreseen()}`);
  const marked = await window.browser.execute(() =>
    [...document.querySelectorAll(".lane .under *")].map((e) => e.textContent).join("|"),
  );
  assert.match(marked, /mony/);
  await window.screenshot("lane mistake");
  await empty();
  await until(async () => (await lane.getValue()) === "", "the lane is empty again");
});

/** What would go on from the caret, as it is offered. */
const offered = () =>
  window.browser.execute(() =>
    [...document.querySelectorAll("#lane-completions .label")].map((each) => each.innerText),
  );

async function empty() {
  await window.keys("Control", "a");
  await window.type("\uE017");
}

test("names, kinds and roles complete", async () => {
  const lane = await write("Reta");
  await until(
    () =>
      window.browser.execute(() => document.querySelector("#lane-completions")?.innerText.includes("Retail")),
    "the name is offered",
  );
  await window.browser.keys(TAB);
  await until(async () => (await lane.getValue()).startsWith("Retail"), "it is completed");
  await empty();
});

test("of names, kinds, roles, decisions, datasets and units that is offered first which is near and used", async () => {
  await window.speakPasted(
    [
      "Zeta -trust 3-> Zebra; Zoo -data-> Zebra; Zeta -money 5k/month-> Zebra",
      "Zeno -data-> Zoo; Zebra -product-> Zeno",
      "Mill -money 1k/month-> Mart; Mart -money 2k/month-> Mill; Mint -money 3k/month-> Mill",
      "Quirk decides lease; Quill decides lending; Quick agrees lending",
      "dataset readings from Zeta; dataset recipes from Zoo",
      "Zoo -data-> Zeta {carries recipes}",
      "Zebra : gatekeeper; Zoo : gatekeeper; Zeno : gatekeeper",
    ].join("\n"),
  );
  const firstOf = [
    ["Z", ["Zebra", "Zeta", "Zoo", "Zeno"]],
    ["Zeta -trust-> Z", ["Zebra", "Zoo", "Zeno"]],
    ["Zeno -", ["data", "product"]],
    ["Newcomer : ", ["gatekeeper"]],
    ["Quirk recommends l", ["lending", "lease"]],
    ["Zoo -data-> Zebra {carries r", ["recipes", "readings"]],
    ["Zeno -money 40k", ["40k/month", "40k/y"]],
  ];
  for (const [line, wanted] of firstOf) {
    await write(line);
    const isSo = async () => (await offered()).slice(0, wanted.length).join() === wanted.join();
    await until(isSo, "").catch(() => {});
    assert.deepEqual((await offered()).slice(0, wanted.length), wanted, line);
    await empty();
  }
});

test("an arrow key goes down what is offered, and Enter takes it", async () => {
  const lane = await write("Quirk recommends l");
  await until(async () => (await offered())[1] === "lease", "both decisions are offered");
  await window.browser.keys(DOWN);
  await window.browser.keys(DOWN);
  await window.keys("Enter");
  await until(async () => (await lane.getValue()) === "Quirk recommends lease", "the second is taken");
  await empty();
});

test("a list that is pasted into the line goes in as one step, with a way back offered", async () => {
  await write("Pear");
  for (const name of ["Plum", "Peach", "Fig", "Quince"]) {
    await window.keys("Shift", "Enter");
    await window.type(name);
  }
  await window.keys("Control", "a");
  await window.toClipboard(() => window.keys("Control", "x"));
  const lane = await window.lane();
  assert.equal(await lane.getValue(), "");
  await window.keys("Control", "v");
  await until(async () => (await lane.getValue()).split("\n").length === 5, "five lines are pasted");
  await window.keys("Enter");
  await until(async () => (await window.actors()).includes("Quince"), "they are on the map");
  await window.press("Undo");
  await until(
    async () => !(await window.actors()).some((name) => /Pear|Quince/.test(name)),
    "all five are gone",
  );
});

test("who is named under a zone stands in it", async () => {
  await window.speak("# Orchard\nPear\nPlum");
  await until(
    async () => (await window.onTheMap()).filter((name) => /^(Pear|Plum).*Orchard/.test(name)).length === 2,
    "both are in the zone",
  );
});

test("who is said in the lane stands near whom they deal with, on top of nobody", async () => {
  await window.speak("Integrator -product-> Retail\nAuditor -trust 3-> Bank");
  await until(async () => (await window.actors()).length >= 6, "they are there");
  await window.atRest();
  const cards = await window.browser.execute(() =>
    [...document.querySelectorAll('[data-key^="actor:"]')].map((e) => {
      const [x, y, w, h] = ["x", "y", "w", "h"].map((name) => Number(e.dataset[name]));
      return { name: e.ariaLabel, x, y, w, h };
    }),
  );
  for (const [n, a] of cards.entries()) {
    for (const b of cards.slice(n + 1)) {
      const apart = Math.abs(a.x - b.x) >= (a.w + b.w) / 2 || Math.abs(a.y - b.y) >= (a.h + b.h) / 2;
      assert.ok(apart, `${a.name} lies on ${b.name}`);
    }
  }
});

test("every form of the notation that the help shows is understood", async () => {
  await window.selectNothing();
  await window.keys("?");
  await window.named("Keys and notation");
  const examples = await window.browser.execute(() =>
    [...document.querySelectorAll(".notation .statement dt")].map((each) => each.innerText),
  );
  await window.keys("Escape");
  assert.ok(examples.length > 20, `${examples.length}`);
  await window.backToStart();
  await window.newMap();
  // What is not understood would be left in the line, and this would wait in vain.
  await window.speakPasted(examples.join("\n"));
  for (const name of ["Acme", "Hospital", "Analyst", "CIO"]) await window.placeOf(name);
});
