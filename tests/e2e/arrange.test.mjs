// Putting things in order by hand: guides, align, distribute, zones, locks, notes, edges of the window; what the
// pointer says will happen, and Escape, which always goes back.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { coloured, lightness } from "./pixels.mjs";
import { opened, shut, until } from "./program.mjs";

const [F2, F5] = ["\uE032", "\uE035"];

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
      "Shop {at 403 37}",
      "Bank {at 900 -60}",
      "Farm {at 0 400}",
      "Mill {at 520 410}",
      "Acme -money 300k/y-> Shop : licences",
    ].join("\n"),
  );
  await window.selectNothing();
  await onCanvas();
  await window.keys("f");
  await window.atRest();
});

after(() => shut(window, home));

beforeEach(async () => {
  await onCanvas();
  await window.selectNothing();
  // What the test before let go is back in its place, in the list too.
  await window.atRest();
});

const onCanvas = () => browser.execute(() => document.querySelector("[data-canvas]").focus());

/** Middles and sizes of all actors on the screen, by name. */
const boxes = () =>
  browser.execute(() =>
    Object.fromEntries(
      [...document.querySelectorAll('[data-key^="actor:"]')].map((e) => [
        (e.ariaLabel ?? e.getAttribute("aria-label")).split(/[:,.]/)[0],
        Object.fromEntries(["x", "y", "w", "h"].map((side) => [side, Number(e.dataset[side])])),
      ]),
    ),
  );

const isNear = (a, b, what) => assert.ok(Math.abs(a - b) < 0.6, `${what}: ${a} and ${b}`);

async function select(...names) {
  await window.selectActor(names[0]);
  for (const name of names.slice(1)) await window.click(await window.placeOf(name), { keys: ["Shift"] });
}

/** Lets the button go; the driver's own release tells the page nothing. */
const letGo = () => browser.action("pointer").up().perform();

const cursor = () => browser.execute(() => document.querySelector("[data-canvas]").style.cursor);

async function cursorAt(at, what) {
  await window.hover({ x: at.x - 3, y: at.y });
  await window.hover(at);
  await until(async () => (await cursor()) === what, `the pointer says ${what}`).catch(() => {});
  assert.equal(await cursor(), what);
}

test("a card that is dragged comes to rest in line with its neighbour", async () => {
  const { Acme, Shop } = await boxes();
  assert.ok(Math.abs(Acme.y - Shop.y) > 4, "they are not in line yet");
  await window.drag(Shop, { x: Shop.x + 40, y: Acme.y + 4 });
  await until(async () => Math.abs((await boxes()).Shop.y - Acme.y) < 0.6, "Shop stands in line with Acme");
  await window.undo();
  await until(async () => Math.abs((await boxes()).Shop.y - Shop.y) < 0.6, "it is back");
});

test("a guide shows what a card that is dragged is in line with", async () => {
  const { Acme, Shop } = await boxes();
  // Beside Acme, on the line through its middle: there is nothing but the guide.
  const beside = { x: Acme.x - Acme.w / 2 - 7, y: Acme.y - 2, w: 5, h: 5 };
  assert.equal(await coloured(browser, beside), 0);
  const to = { x: Shop.x + 40, y: Acme.y + 3 };
  await window.drag(Shop, to, { hold: true });
  await until(async () => (await coloured(browser, beside)) > 2, "the guide is drawn");
  await window.screenshot("guide line");
  await window.keys("Escape");
  await letGo();
  await until(async () => (await coloured(browser, beside)) === 0, "and gone with the drag");
});

test("everything selected moves as one picture, at once and as one step", async () => {
  const before = await boxes();
  const some = ["Acme", "Farm", "Mill"];
  const picture = async () => lightness(Buffer.from(await browser.takeScreenshot(), "base64"));
  const cards = (picture, by) => some.map((name) => inside(picture, before[name], by));
  await window.keys("Control", "a");
  await window.hover({ x: 2, y: 2 });
  await window.atRest();
  const there = cards(await picture(), { x: 0, y: 0 });
  assert.ok(
    there.every((card) => card.some((light) => light < 110)),
    "the cards have names on them",
  );
  const to = { x: before.Shop.x + 70, y: before.Shop.y - 40 };
  await window.drag(before.Shop, to, { hold: true });
  await window.screenshot("everything carried");
  const held = await picture();
  await window.letGo(to);
  await window.atRest();
  await until(async () => (await boxes()).Acme.x > before.Acme.x + 50, "Acme has moved");
  const after = await boxes();
  const by = { x: after.Acme.x - before.Acme.x, y: after.Acme.y - before.Acme.y };
  for (const name of Object.keys(before)) {
    isNear(after[name].x - before[name].x, by.x, `${name} across`);
    isNear(after[name].y - before[name].y, by.y, `${name} down`);
  }
  // Places are told to the fraction of a pixel and painted on whole ones.
  const near = [-1, 0, 1].flatMap((x) => [-1, 0, 1].map((y) => ({ x: by.x + x, y: by.y + y })));
  const carried = near.map((at) => cards(held, at));
  there.forEach((card, n) => {
    const lost = Math.min(...carried.map((cards) => differing(cards[n], card))) / card.length;
    assert.ok(lost < 0.01, `${lost} of the pixels of ${some[n]} were not where it was carried`);
  });
  await window.undo();
  await until(async () => Math.abs((await boxes()).Mill.x - before.Mill.x) < 0.6, "it is back in one step");
});

/** The lightness of the pixels within a card, away from its place by so much. */
function inside({ width, light }, { x, y, w, h }, away) {
  const [left, top] = [Math.round(x - w / 2 + away.x) + 4, Math.round(y - h / 2 + away.y) + 4];
  const rows = Array.from({ length: Math.floor(h) - 8 }, (_, n) => (top + n) * width + left);
  return rows.flatMap((from) => [...light.subarray(from, from + Math.floor(w) - 8)]);
}

/** How many pixels look clearly otherwise. */
const differing = (one, other) => one.filter((light, n) => Math.abs(light - other[n]) > 60).length;

test("with Control held nothing attracts", async () => {
  const { Acme, Shop } = await boxes();
  const keyboard = browser.action("key").down("\uE009");
  await keyboard.perform(true);
  await window.drag(Shop, { x: Shop.x + 40, y: Acme.y + 4 });
  await browser.releaseActions();
  await until(async () => (await boxes()).Shop.x > Shop.x + 30, "Shop has moved");
  // The list tells of the way there too.
  await window.atRest();
  isNear((await boxes()).Shop.y, Acme.y + 4, "it lies where the hand left it");
  await window.undo();
  await until(async () => Math.abs((await boxes()).Shop.x - Shop.x) < 0.6, "it is back");
});

test("what is selected is aligned and distributed, each as one step", async () => {
  await select("Acme", "Shop", "Bank");
  await window.act("Align middles in a row");
  await until(async () => {
    const { Acme, Shop, Bank } = await boxes();
    return Math.abs(Acme.y - Shop.y) < 0.6 && Math.abs(Bank.y - Shop.y) < 0.6;
  }, "the three stand in a row");
  await window.act("Distribute across");
  await until(async () => {
    const { Acme, Shop, Bank } = await boxes();
    return Math.abs(Shop.x - Acme.x - (Bank.x - Shop.x)) < 1;
  }, "with equal gaps");
  await onCanvas();
  await window.undo();
  await window.undo();
  await until(async () => {
    const { Acme, Shop } = await boxes();
    return Math.abs(Acme.y - Shop.y) > 4;
  }, "all are back");
});

const low = ({ x, w }) => x - w / 2;
const high = ({ x, w }) => x + w / 2;
const above = ({ y, h }) => y - h / 2;
const below = ({ y, h }) => y + h / 2;
/** What is the same for all after each way to align. */
const ALIGNED = {
  "Align left edges": low,
  "Align centres in a column": ({ x }) => x,
  "Align right edges": high,
  "Align upper edges": above,
  "Align lower edges": below,
};

test("edges and middles are aligned, and columns distributed", async () => {
  const asItWas = await boxes();
  const isBack = () =>
    until(async () => JSON.stringify(await boxes()) === JSON.stringify(asItWas), "it is back");
  await select("Acme", "Shop", "Farm");
  for (const [name, edge] of Object.entries(ALIGNED)) {
    await window.act(name);
    await until(async () => {
      const { Acme, Shop, Farm } = await boxes();
      return Math.abs(edge(Acme) - edge(Shop)) < 0.6 && Math.abs(edge(Farm) - edge(Shop)) < 0.6;
    }, name);
    await onCanvas();
    await window.undo();
    await isBack();
  }
  await window.act("Distribute down");
  await until(async () => {
    const { Acme, Shop, Farm } = await boxes();
    const [a, b, c] = [Acme, Shop, Farm].sort((one, other) => one.y - other.y);
    return Math.abs(above(b) - below(a) - (above(c) - below(b))) < 1;
  }, "the gaps are equal");
  await onCanvas();
  await window.undo();
  await isBack();
});

test("tidying everything is one step, and the way back is offered", async () => {
  const asItWas = await boxes();
  await window.keys("Control", "Shift", "l");
  await (await window.named("Undo", "button")).waitForDisplayed();
  await until(async () => JSON.stringify(await boxes()) !== JSON.stringify(asItWas), "they stand elsewhere");
  await window.press("Undo");
  await onCanvas();
  await window.keys("f");
  await until(async () => JSON.stringify(await boxes()) === JSON.stringify(asItWas), "they are back");
});

test("the spotlight leaves light around the pointer and dims the rest, until its key is pressed again", async () => {
  const { Farm, Mill } = await boxes();
  const here = { x: (Farm.x + Mill.x) / 2, y: Farm.y - 90 };
  const light = ({ x, y }) =>
    browser.execute(
      (at) => {
        const canvas = document.querySelector("[data-canvas]");
        const { left, top } = canvas.getBoundingClientRect();
        const ratio = canvas.width / canvas.clientWidth;
        const [px, py] = [(at.x - left) * ratio, (at.y - top) * ratio].map(Math.round);
        return canvas.getContext("2d").getImageData(px, py, 1, 1).data[1];
      },
      { x, y },
    );
  const far = await browser.execute(() => {
    const { left, bottom } = document.querySelector("[data-canvas]").getBoundingClientRect();
    return { x: left + 5, y: bottom - 5 };
  });
  const paper = await light(far);
  await window.keys("s");
  await window.hover({ x: here.x - 4, y: here.y });
  await window.hover(here);
  await until(async () => (await light(far)) < paper - 60, "what is far is dim");
  assert.ok((await light(here)) >= paper - 3, "what is near is light");
  await window.keys("s");
  await until(async () => (await light(far)) === paper, "all is light again");
});

test("a selection becomes a zone, named at once, and the zone takes its actors along", async () => {
  await select("Farm", "Mill");
  await window.keys("Control", "g");
  await window.named("Title of the zone", "input");
  await window.type("Supply");
  await window.keys("Enter");
  const named = async () => (await window.onTheMap()).filter((name) => /^(Farm|Mill).*Supply/.test(name));
  await until(async () => (await named()).length === 2, "both are in the zone");
  await window.keys("f");
  await window.atRest();
  const before = await boxes();
  // By its title, at its upper left.
  const { Farm, Mill } = before;
  const zoom = Farm.w / 168;
  const [left, top] = [Farm.x - Farm.w / 2, Math.min(Farm.y - Farm.h / 2, Mill.y - Mill.h / 2)];
  const title = { x: left + 4 * zoom, y: top - 32 * zoom };
  await window.screenshot("zone");
  await cursorAt(title, "move");
  await window.drag(title, { x: title.x + 40, y: title.y - 32 });
  await until(async () => (await boxes()).Mill.x > before.Mill.x + 20, "the mill went along");
  isNear((await boxes()).Acme.x, before.Acme.x, "Acme stays");
  await onCanvas();
  await window.undo();
  assert.equal((await named()).length, 2, "the zone is back where it was");
  await window.undo();
  await until(async () => (await named()).length === 0, "the zone is gone: it was made with its title");
  await window.redo();
  await until(async () => (await named()).length === 2, "and is back with it");
  await window.undo();
  await until(async () => (await named()).length === 0, "it is gone again");
  await select("Farm", "Mill");
  await window.keys("Control", "g");
  await window.heard("Title of the zone");
  await window.keys("Escape");
  await until(async () => !(await window.has("Title of the zone", "input")), "it is called off");
  assert.ok(!(await window.onTheMap()).some((name) => /, in /.test(name)), "no zone is made");
});

test("what is locked stays where it is, and the pointer says so", async () => {
  const before = await boxes();
  await select("Bank");
  await window.keys("Control", "l");
  await cursorAt(before.Bank, "pointer");
  await select("Bank", "Shop");
  await window.drag(before.Shop, { x: before.Shop.x, y: before.Shop.y + 90 });
  await until(async () => (await boxes()).Shop.y > before.Shop.y + 60, "Shop has moved");
  isNear((await boxes()).Bank.y, before.Bank.y, "Bank stays");
  await onCanvas();
  await window.undo();
  await window.undo();
  await cursorAt(before.Bank, "move");
});

test("a note is put down with its tool, written and deleted", async () => {
  const { Farm, Mill } = await boxes();
  const place = { x: (Farm.x + Mill.x) / 2, y: Farm.y - 120 };
  await window.keys("n");
  await cursorAt(place, "crosshair");
  await window.click(place);
  await window.named("Text of the note");
  await window.type("Who pays the miller?");
  await window.keys("Enter");
  const isListed = async () => (await window.text()).includes("Who pays the miller?");
  await window.keys("Control", "Shift", "o");
  await until(isListed, "the outline lists it");
  await onCanvas();
  await window.undo();
  await until(async () => !(await isListed()), "it is gone");
});

test("at the window's edge the sheet moves along with what is dragged", async () => {
  await window.keys("f");
  await window.atRest();
  const before = await boxes();
  const edge = await browser.execute(() => {
    const { left, bottom, height } = document.querySelector("[data-canvas]").getBoundingClientRect();
    return { x: left + 6, y: bottom - height / 2 };
  });
  await window.drag(before.Farm, edge, { hold: true });
  await until(async () => {
    // Far out of sight it is listed no longer.
    const { Acme } = await boxes();
    return !Acme || Acme.x > before.Acme.x + 60;
  }, "the sheet moves to the right");
  await window.keys("Escape");
  await letGo();
  await onCanvas();
  await window.keys("f");
  await window.atRest();
  isNear((await boxes()).Farm.x, before.Farm.x, "Escape puts the card back");
});

test("the pointer says what will happen", async () => {
  const { Acme, Shop, Farm, Mill } = await boxes();
  const empty = { x: (Farm.x + Mill.x) / 2, y: (Acme.y + Farm.y) / 2 };
  await cursorAt(empty, "default");
  await cursorAt(Acme, "move");
  await cursorAt(await window.rimOf("Acme", Shop), "crosshair");
  await cursorAt(await window.placeOf("money from Acme"), "pointer");
  await window.keys("h");
  await cursorAt(empty, "grab");
  await window.keys("z");
  await cursorAt(empty, "crosshair");
  await window.keys("Shift", "a");
  await cursorAt(empty, "copy");
  await window.keys("v");
  await cursorAt(empty, "default");
});

test("a name is written in a real input, and Enter while an input method composes is not the end", async () => {
  await select("Mill");
  await window.keys(F2);
  const input = await window.named("Name", "input");
  await window.keys("Control", "a");
  await window.type("M");
  // An input method cannot be run here: these are the events that one sends.
  const kept = await browser.execute((element) => {
    const press = new KeyboardEvent("keydown", {
      key: "Enter",
      isComposing: true,
      bubbles: true,
      cancelable: true,
    });
    element.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    element.dispatchEvent(press);
    return element.isConnected && !press.defaultPrevented;
  }, input);
  assert.ok(kept, "the input is still open, and the input method has its key");
  await window.type("\u88fd\u7c89");
  await window.keys("Enter");
  await until(async () => "M\u88fd\u7c89" in (await boxes()), "the name is there");
  await window.undo();
  await until(async () => "Mill" in (await boxes()), "it is called as before");
});

test("Escape always goes back", async () => {
  const isUp = (name) =>
    browser.execute((label) => {
      const faces = [...document.querySelectorAll("[role=dialog], section, main")];
      return faces.some((e) => e.ariaLabel === label || (e.role === "dialog" && e.innerText.includes(label)));
    }, name);
  const gone = (name) => until(async () => !(await isUp(name)), `${name} is gone`);
  const ways = [
    ["Control+k", "New map"],
    ["Control+f", "Acme"],
    ["?", "Keys and notation"],
    [F5, "Presentation"],
    ["Control+p", "The page as it will print"],
  ];
  for (const [keys, name] of ways) {
    await onCanvas();
    await window.keys(...keys.split("+"));
    await until(() => isUp(name), `${name} is up`);
    await window.keys("Escape");
    await gone(name);
  }
  await onCanvas();
  await select("Acme");
  await window.keys(F2);
  await window.named("Name", "input");
  await window.keys("Escape");
  await until(async () => !(await window.has("Name", "input")), "the input is gone");
  await window.keys("c");
  await browser.$("//input[starts-with(@aria-label, 'To whom')]").waitForExist();
  await window.keys("Escape");
  await browser.$("//input[starts-with(@aria-label, 'To whom')]").waitForExist({ reverse: true });
  const selected = () =>
    browser.execute(() => document.querySelectorAll('[data-key][aria-pressed="true"]').length);
  assert.equal(await selected(), 1);
  await window.keys("z");
  await window.keys("Escape");
  await until(async () => (await selected()) === 0, "nothing is selected");
  const { Farm } = await boxes();
  await cursorAt({ x: Farm.x, y: Farm.y - 90 }, "default");
  const lane = await window.lane();
  await lane.click();
  await window.type("Acme -mo");
  await window.keys("Escape");
  await until(
    () => browser.execute(() => document.activeElement.matches("[data-canvas]")),
    "the lane is left",
  );
});

test("a tip takes no Escape for itself", async () => {
  await onCanvas();
  await select("Acme");
  const tool = await browser.$("[aria-label='Tools'] button:nth-of-type(3)");
  await tool.moveTo();
  await browser.$(".tip").waitForExist();
  await window.keys("Escape");
  await until(async () => !(await browser.$(".tip").isExisting()), "the tip is gone");
  const selected = await browser.execute(
    () => document.querySelectorAll('[data-key][aria-pressed="true"]').length,
  );
  assert.equal(selected, 0, "and nothing is selected any more");
});
