// Messages over the map: what was refused goes by itself once it can have been read, and waits for whoever is at
// it; what failed stays.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { Home, opened, shut, start, until } from "./program.mjs";

const REFUSED = "There is already an actor called “Acme”";
/** Milliseconds that a short message is shown, and what a loaded machine may be late by. */
const SHOWN = 6000;
const LATE = 4000;
const SPACE = { x: 700, y: 340 };
const TAB = "\uE004";

let home;
let window;

before(async () => {
  ({ home, window } = await opened());
  await window.newMap();
  await window.addActor("Acme", { x: 300, y: 240 });
  await window.addActor("Shop", { x: 300, y: 440 });
});

after(() => shut(window, home));

const says = async (words) => (await window.text()).includes(words);
const message = () => window.browser.$("section[aria-live=polite] [role=status]");

/** Gives a new card the name of another. */
async function beRefused() {
  await window.click(SPACE, { count: 2 });
  await window.heard("Name");
  await window.type("Acme");
  await window.keys("Enter");
  await until(() => says(REFUSED), "it is refused");
  // The name comes back to be mended.
  await window.heard("Name");
  await window.keys("Escape");
}

test("what was refused is said to all and goes by itself", async () => {
  await beRefused();
  const shown = Date.now();
  assert.match(await message().getText(), /already an actor/);
  await window.hover(SPACE);
  await until(async () => !(await says(REFUSED)), "the message goes", SHOWN + LATE);
  assert.ok(Date.now() - shown > SHOWN / 2, "not before it can have been read");
});

test("it waits while the pointer is on it", async () => {
  await beRefused();
  await message().moveTo();
  await pause(SHOWN + LATE);
  assert.ok(await says(REFUSED), "it is still there");
  await window.hover(SPACE);
  await until(async () => !(await says(REFUSED)), "it goes once the pointer has left", SHOWN + LATE);
});

test("it waits while the keyboard is on it, which puts it away too", async () => {
  await beRefused();
  const isOnIt = () => document.activeElement.closest("section[aria-live=polite]") !== null;
  for (let n = 0; n < 60 && !(await window.browser.execute(isOnIt)); n++) await window.keys("Shift", TAB);
  assert.ok(await window.browser.execute(isOnIt), "the keyboard comes to it");
  await pause(SHOWN + LATE);
  assert.ok(await says(REFUSED), "it is still there");
  await window.keys("Enter");
  await until(async () => !(await says(REFUSED)), "it is put away");
  await beRefused();
  await until(async () => !(await says(REFUSED)), "the next one goes by itself again", SHOWN + LATE);
});

test("what was refused is past once something else was done", async () => {
  await beRefused();
  await window.addActor("Mill", { x: 700, y: 600 });
  await until(async () => !(await says(REFUSED)), "it goes with what is done next", SHOWN / 2);
});

test("what failed stays until it is put away", async () => {
  const other = new Home();
  let started;
  try {
    const file = other.file("shop.portolan");
    writeFileSync(other.file("shop.txt"), readFileSync(join("tests", "samples", "logistics.txt")));
    assert.equal(other.run("import", other.file("shop.txt"), file).status, 0);
    writeFileSync(file, readFileSync(file).subarray(0, 5000));
    started = await start(other, { file });
    const isSaid = async () => (await started.text()).includes("is damaged");
    await until(isSaid, "it is said that the file is damaged");
    // What the library says stands apart, beneath what people read.
    const parts = (part) => started.browser.$(`[role=alert] .${part}`).getText();
    assert.match(
      await parts("message"),
      /^“shop.portolan” is damaged: parts of it cannot be read any more\.$/,
    );
    assert.match(await parts("hint"), /Nothing was changed in it, and your other maps are not touched/);
    assert.match(await parts("details"), /^For support: /);
    await pause(SHOWN + LATE);
    assert.ok(await isSaid(), "it is still said");
    await started.press("Dismiss");
    await until(async () => !(await isSaid()), "it is put away");
  } finally {
    await shut(started, other);
  }
});

test("what is wrong with a file is said until another is opened, and covers no map", async () => {
  const [broken, good] = [home.file("broken.portolan"), home.file("good.txt")];
  writeFileSync(broken, "");
  writeFileSync(good, "us Shop\nBuyers -money 30k/y-> Shop\n");
  await window.keys("Control", "o");
  await window.findFile(broken);
  await until(() => says("is empty: whatever it held is gone"), "it is said what is wrong with the file");
  await window.keys("Control", "o");
  await window.findFile(good);
  await window.placeOf("Buyers");
  assert.ok(!(await says("is empty: whatever it held is gone")), "nothing of it is said over another map");
});
