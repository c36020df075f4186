// What is made and changed by hand: each tool, each way to change many at once, each key that the other tests do not
// press. All by pointer, wheel and keys.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { coloured } from "./pixels.mjs";
import { opened, shut, until } from "./program.mjs";
import { rollWith } from "./screen.mjs";

const [LEFT, RIGHT, DELETE, F2, F5] = ["\uE012", "\uE014", "\uE017", "\uE032", "\uE035"];

let home;
let window;
let browser;

before(async () => {
  ({ home, window } = await opened());
  browser = window.browser;
  await window.newMap();
  await window.speak("Acme {at 0 0}\nShop {at 600 0}\nBank {at 600 400}\nAcme -money 30k/y-> Shop");
  await window.selectNothing();
  await window.keys("f");
  await window.atRest();
});
after(() => shut(window, home));

/** The document on disk as text, once it says so. */
function written(test, what) {
  const out = home.file("map.txt");
  const [file] = home.documents();
  return until(() => {
    assert.equal(home.run("export", join(home.maps, file), "--text", out).status, 0);
    const text = readFileSync(out, "utf8");
    return test(text) && text;
  }, what);
}

/** The cards with their places, by name. */
const cards = () =>
  browser.execute(() =>
    Object.fromEntries(
      [...document.querySelectorAll('[data-key^="actor:"]')].map((e) => {
        const [x, y, w, h] = ["x", "y", "w", "h"].map((side) => Number(e.dataset[side]));
        return [e.getAttribute("aria-label").split(/[:,]/)[0], { x, y, w, h }];
      }),
    ),
  );

const selected = () =>
  browser.execute(() =>
    [...document.querySelectorAll('[data-key][aria-pressed="true"]')]
      .map((e) => e.getAttribute("aria-label"))
      .sort()
      .join("; "),
  );

const isOnTheMap = (name) =>
  until(async () => (await window.onTheMap()).some((n) => n.startsWith(name)), `"${name}" is on the map`);
const isGone = (name) =>
  until(async () => !(await window.onTheMap()).some((n) => n.startsWith(name)), `"${name}" is gone`);

async function select(...names) {
  await window.selectActor(names[0]);
  for (const name of names.slice(1)) await window.click(await window.placeOf(name), { keys: ["Shift"] });
}

/** A place on empty paper below Acme. */
async function paper() {
  const { Acme, Bank } = await cards();
  return { x: Acme.x, y: Bank.y };
}

test("A makes an actor where the pointer is, to be named at once, and Escape makes none", async () => {
  const at = await paper();
  await window.hover(at);
  await window.keys("a");
  await window.heard("Name");
  await window.type("Farm");
  await window.keys("Enter");
  const farm = await window.placeOf("Farm");
  assert.ok(Math.hypot(farm.x - at.x, farm.y - at.y) < 16, JSON.stringify([farm, at]));
  await window.undo();
  await isGone("Farm");
  await window.keys("a");
  await window.heard("Name");
  await window.type("Nobody");
  await window.keys("Escape");
  await window.atRest();
  assert.equal((await window.actors()).length, 3);
});

test("with the tool for actors a click makes one, and a double-click on it renames it", async () => {
  const at = await paper();
  await window.keys("Shift", "a");
  await window.click(at);
  await window.heard("Name");
  await window.type("Mill");
  await window.keys("Enter");
  await window.placeOf("Mill");
  await window.keys("v");
  await window.click(await window.placeOf("Mill"), { count: 2 });
  await window.heard("Name");
  await window.keys("Control", "a");
  await window.type("Farm");
  await window.keys("Enter");
  await window.placeOf("Farm");
});

test("with the tool for flows a drag from the middle of a card draws one", async () => {
  await window.keys("l");
  await window.drag(await window.placeOf("Farm"), await window.placeOf("Bank"));
  await window.named("Kind of the new flow");
  await window.keys("2");
  await isOnTheMap("data from Farm to Bank");
  await window.selectNothing();
  await window.keys("v");
});

test("on the way the card that a flow would go to is framed, a digit gives it its kind, and no picker comes", async () => {
  const shop = await window.placeOf("Shop");
  const bank = (await cards()).Bank;
  const frame = { x: bank.x - bank.w / 2 - 4, y: bank.y - 20, w: 8, h: 40 };
  const rim = await window.rimOf("Shop", bank);
  assert.equal(await coloured(browser, frame), 0);
  await window.drag(rim, bank, { hold: true });
  await until(async () => (await coloured(browser, frame)) > 20, "the card beneath is framed");
  await window.type("4");
  await window.nextFrame();
  await window.screenshot("a flow on its way");
  await window.letGo(bank);
  await isOnTheMap("trust from Shop to Bank");
  assert.ok(!(await window.has("Kind of the new flow")), "the kind was given on the way");
  await window.heard("How much, and its label");
  await window.type("4");
  await window.keys("Enter");
  await isOnTheMap("trust from Shop to Bank: 4/5");
  await window.selectNothing();
  // The next flow begins as the last: of the kind trust.
  await window.drag(await window.rimOf("Bank", shop), shop);
  await isOnTheMap("trust from Bank to Shop");
  await window.keys("Escape");
  for (let n = 0; n < 3; n++) await window.undo();
  await isGone("trust");
});

test("a decision dropped on its own card is a decider's own right", async () => {
  const bank = await window.placeOf("Bank");
  const rim = await window.rimOf("Bank", { x: bank.x, y: bank.y + 100 });
  await window.drag(rim, { x: bank.x + 60, y: bank.y + 120 }, { hold: true });
  await window.type("3");
  await window.letGo(bank);
  await isOnTheMap("Bank: own decision right");
  await written((text) => text.includes("Bank -decision-> Bank {decide}"), "the bank decides");
  await window.selectNothing();
  await window.undo();
  await isGone("Bank: own decision right");
});

test("a zone is drawn with its tool, takes in whom it is drawn around, and is pulled larger by its corner", async () => {
  const { Shop, Bank } = await cards();
  const from = { x: Shop.x - Shop.w / 2 - 30, y: Shop.y - Shop.h / 2 - 50 };
  const to = { x: Bank.x + Bank.w / 2 + 30, y: Bank.y - Bank.h };
  await window.keys("z");
  await window.drag(from, to);
  await window.heard("Title of the zone");
  await window.type("Demand");
  await window.keys("Enter");
  await isOnTheMap("Shop, in Demand");
  const area = (text) => /^# Demand \{area (-?\d+) (-?\d+) (\d+) (\d+)/m.exec(text)?.slice(1).map(Number);
  const before = await written((text) => area(text), "the zone is on disk");
  await window.drag(to, { x: to.x, y: Bank.y + Bank.h });
  const larger = (text) => area(text)?.[3] > area(before)[3] + 60;
  const after = await written(larger, "the zone is larger");
  assert.deepEqual(area(after).slice(0, 3), area(before).slice(0, 3), "its other sides stay");
  await window.screenshot("a zone pulled larger");
});

test("an actor that is dragged into a zone is in it, and out of it again", async () => {
  const { Farm, Shop } = await cards();
  await window.selectNothing();
  await window.drag(Farm, { x: Shop.x + 4, y: Farm.y - 40 });
  await isOnTheMap("Farm, in Demand");
  await window.undo();
  await until(async () => (await window.actors()).includes("Farm"), "it is out of the zone");
});

test("a note is written, moved by hand and by keys, and written anew", async () => {
  const at = await paper();
  const place = { x: at.x, y: at.y - 130 };
  await window.keys("n");
  await window.click(place);
  await window.heard("Text of the note");
  await window.type("Ask the miller");
  await window.keys("Enter");
  const where = (text) => /^note ".*?" \{at (-?\d+) (-?\d+)/m.exec(text)?.slice(1).map(Number);
  const first = where(await written(where, "the note is on disk"));
  await window.selectNothing();
  await window.drag(place, { x: place.x + 80, y: place.y });
  const second = where(await written((text) => where(text)?.[0] > first[0] + 40, "the note has moved"));
  await window.keys(RIGHT);
  const third = where(await written((text) => where(text)?.[0] > second[0], "a key moves it on"));
  await window.keys("Shift", RIGHT);
  const fourth = where(await written((text) => where(text)?.[0] > third[0], "so does one with Shift"));
  assert.equal(fourth[0] - third[0], 5 * (third[0] - second[0]), "five times as far");
  await window.keys(F2);
  await window.heard("Text of the note");
  await window.keys("Control", "a");
  await window.type("Who pays the miller?");
  await window.keys("Enter");
  await written((text) => text.includes('note "Who pays the miller?"'), "the new text is on disk");
  await window.keys(DELETE);
  await written((text) => !text.includes("miller"), "it is deleted");
});

test("several that are selected go together, and Ctrl+D makes them again with what flows between", async () => {
  await window.selectNothing();
  const before = await cards();
  await select("Acme", "Farm");
  await window.drag(before.Acme, { x: before.Acme.x - 40, y: before.Acme.y + 20 });
  await until(async () => (await cards()).Farm.x < before.Farm.x - 20, "both have moved");
  const moved = await cards();
  assert.ok(Math.abs(moved.Farm.x - before.Farm.x - (moved.Acme.x - before.Acme.x)) < 1, "by the same");
  await window.undo();
  await until(async () => Math.abs((await cards()).Farm.x - before.Farm.x) < 1, "one undo brings both back");
  await select("Farm", "Bank");
  await window.keys("Control", "d");
  await until(async () => (await window.actors()).length === 6, "two more actors");
  const flows = async () => (await window.onTheMap()).filter((name) => name.startsWith("data from"));
  assert.equal((await flows()).length, 2);
  assert.match(await selected(), /Bank.*; .*Farm/, "the new ones are selected");
  await window.keys(DELETE);
  await until(async () => (await window.actors()).length === 4, "they are gone again");
  assert.equal((await flows()).length, 1);
});

test("roles said for several go to all of them, and Ctrl+Y does again what was undone", async () => {
  await select("Acme", "Farm");
  await window.keys("r");
  await window.heard("Roles");
  await window.type("supplier");
  await window.keys("Enter");
  await isOnTheMap("Acme: supplier");
  await isOnTheMap("Farm: supplier");
  await window.keys("Escape");
  await window.keys("Escape");
  await window.undo();
  await isGone("Acme: supplier");
  await window.keys("Control", "y");
  await isOnTheMap("Farm: supplier");
});

test("how well flows are known is said for several through the list of all actions", async () => {
  await window.click(await window.placeOf("money from Acme"));
  await window.click(await window.placeOf("data from Farm"), { keys: ["Shift"] });
  await window.act("Mark as estimated");
  await written((text) => (text.match(/estimated/g) ?? []).length === 2, "both are estimated");
});

test("with Control the wheel zooms as a pinch does, and with Shift it goes sideways", async () => {
  await window.selectNothing();
  const before = await cards();
  const at = { x: 500, y: 400 };
  rollWith(window.main, "ctrl", at, true);
  await until(async () => (await cards()).Acme.w > before.Acme.w * 1.05, "it is larger");
  await window.atRest();
  const near = await cards();
  rollWith(window.main, "shift", at, false);
  await until(async () => (await cards()).Acme.x < near.Acme.x - 10, "it has gone to the left");
  await window.atRest();
  const aside = await cards();
  assert.ok(Math.abs(aside.Acme.y - near.Acme.y) < 1, "and not up");
  await window.keys(LEFT);
  await until(
    async () => (await cards()).Acme.x > aside.Acme.x,
    "with nothing selected an arrow moves the sheet",
  );
});

test("everything is selected by one key, and let go by another", async () => {
  await window.keys("Control", "a");
  await until(
    async () => /Acme.*Bank.*Farm.*Shop.*data from Farm.*money from Acme/.test(await selected()),
    "all is selected",
  );
  await window.keys("Escape");
  await until(async () => (await selected()) === "", "nothing is");
});

test("the circles on a rim, where flows are drawn from, are not shown to a room", async () => {
  const circle = async () => {
    await window.atRest();
    const { x, y, w } = (await cards()).Acme;
    return coloured(browser, { x: x - w / 2 - 8, y: y - 8, w: 16, h: 16 });
  };
  await window.keys("f");
  await window.atRest();
  await window.hover(await window.placeOf("Acme"));
  await until(async () => (await circle()) > 0, "the circle is there");
  await window.keys(F5);
  await window.named("Presentation");
  await until(async () => (await circle()) === 0, "it is not in the presentation");
  await window.keys("Escape");
});
