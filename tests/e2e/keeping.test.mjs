// How maps are opened and kept, by the keys that people know from other programs; a large table tells how far it is
// and can be had at once.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { opened, shut, start, until } from "./program.mjs";

/** Actors in a table whose tidying takes this program, which is not the fastest build, some seconds. */
const MANY = 14;
const F5 = "\uE035";

let home;
let window;

before(async () => {
  ({ home, window } = await opened({ width: 1280, height: 720 }));
});
after(() => shut(window, home));

const reads = (words) => until(async () => (await window.text()).includes(words), `it says "${words}"`);

/** A table of so many actors, each with two flows to others. */
function table(actors) {
  const rows = Array.from({ length: actors * 2 }, (_, n) => {
    const [from, step] = [n % actors, 1 + ((n * 7) % 11)];
    return `Partner ${from},Partner ${(from + step) % actors},${["money", "data", "trust"][n % 3]}`;
  });
  return `from,to,kind\n${rows.join("\n")}\n`;
}

const places = () =>
  window.browser.execute(() =>
    [...document.querySelectorAll('[data-key^="actor:"]')].map((e) => `${e.dataset.x} ${e.dataset.y}`).join(),
  );

/** Where each actor is on the sheet, as the document on disk has it. */
async function placesOnSheet() {
  await window.isSaved();
  const [text, document] = [home.file("kept.txt"), join(home.maps, home.documents()[0])];
  assert.equal(home.run("export", document, "--text", text).status, 0);
  const lines = readFileSync(text, "utf8").matchAll(/^(.+?) \{.*at (-?[\d.]+ -?[\d.]+)/gm);
  return new Map([...lines].map(([, name, place]) => [name, place]));
}

/** How much of the tidying is told to be done; null where nothing can be seen of it. */
const progress = () =>
  window.browser.execute(() => {
    const bar = document.querySelector("#tidying");
    return bar && getComputedStyle(bar.parentElement).visibility === "visible" ? bar.value : null;
  });

test("a large table tells how far it is, and who does not wait has quick places and a way to better ones", async () => {
  const file = home.file("partners.csv");
  writeFileSync(file, table(MANY));
  await window.named("New map", "button");
  await window.keys("Control", "o");
  await window.findFile(file);
  await until(async () => (await progress()) !== null, "it is told to be on its way");
  const first = await until(progress, "it tells how much is done");
  assert.ok(first < 1, `${first}`);
  await window.screenshot("a large table on its way");
  await window.press("Stop");
  await window.named("Title of the map");
  await reads("The tidying was stopped");
  await window.atRest();
  assert.equal((await window.actors()).length, MANY, "nothing is lost");
  await window.screenshot("a large table with quick places");
  const quick = await places();
  await window.press("Tidy it now");
  await until(async () => (await progress()) !== null, "it is tidied after all");
  await window.press("Stop");
  await until(async () => (await progress()) === null, "that is stopped too");
  await until(async () => (await places()) === quick, "all is where it was");
  assert.equal(await window.title(), "Partners");
});

test("what is done while the map is tidied is done at once, and whom a hand has moved stays there", async () => {
  const name = "Partner 3";
  const was = await placesOnSheet();
  await window.keys("Control", "Shift", "l");
  await until(async () => (await progress()) !== null, "it is being tidied");
  const at = await window.placeOf(name);
  await window.drag(at, { x: at.x + 60, y: at.y + 30 });
  const byHand = await until(async () => {
    const is = (await placesOnSheet()).get(name);
    return is !== was.get(name) && is;
  }, "it is kept where the hand has put it");
  await window.speak("Latecomer");
  assert.ok((await window.actors()).includes("Latecomer"), "a line is heard meanwhile");
  assert.notEqual(await progress(), null, "it is still being tidied");
  await until(async () => (await progress()) === null, "it is tidied");
  const moved = async () => {
    const is = await placesOnSheet();
    return [...was.keys()].filter((each) => is.get(each) !== was.get(each)).length;
  };
  await until(async () => (await moved()) > MANY / 2, "the others have new places");
  assert.equal((await placesOnSheet()).get(name), byHand, "it is where the hand has put it");
  await window.selectNothing();
  for (let steps = 0; steps < 3; steps++) await window.undo();
  await until(async () => (await moved()) === 0, "three steps back all is as it was");
});

test("Ctrl+S says that all is saved, Ctrl+Shift+S keeps a copy, Ctrl+W goes back and Ctrl+N begins anew", async () => {
  await window.keys("Control", "s");
  await reads("Everything is saved as you draw.");
  const copy = home.file("copy.portolan");
  await window.keys("Control", "Shift", "s");
  await window.chooseFile(copy);
  await reads("A copy is kept in copy.portolan.");
  assert.ok(existsSync(copy));
  await window.keys("Control", "w");
  await window.named("New map", "button");
  await window.keys("Control", "n");
  await window.named("Title of the map");
  assert.deepEqual(await window.actors(), []);
  await window.keys("Control", "o");
  await window.findFile(copy);
  await until(async () => (await window.actors()).length === MANY, "the copy is open");
});

test("a way back that is offered is not shown to a room, nor on another map", async () => {
  const offers = async () => /that hung on it went along/.test(await window.text());
  await window.selectActor("Partner 3");
  await window.keys("\uE017");
  await until(offers, "the way back is offered");
  await window.keys(F5);
  await until(async () => !(await offers()), "the room does not see it");
  await window.keys("Escape");
  await until(offers, "it is offered again");
  await window.keys("Control", "w");
  await window.named("New map", "button");
  assert.ok(!(await offers()), "nothing is offered about a map that is closed");
});

test("a table that the program is started on tells how far it is, too", async () => {
  await window.stop();
  window = await start(home, { file: home.file("partners.csv"), width: 1280, height: 720 });
  await until(async () => (await progress()) !== null, "it is told to be on its way");
  await window.screenshot("a large table the program is started on");
  await window.press("Stop");
  await reads("The tidying was stopped");
  assert.equal((await window.actors()).length, MANY);
});

/** Where SQLite keeps `user_version`, in four bytes. */
const VERSION = 60;

test("a map of a newer program is shown to be for reading, is not changed by any hand, and is copied to be changed", async () => {
  const folder = home.file("shared");
  mkdirSync(folder);
  const [text, file] = [home.file("small.txt"), `${folder}/small.portolan`];
  writeFileSync(text, "us Shop\nAcme -money 30k/y-> Shop\n");
  assert.equal(home.run("import", text, file).status, 0);
  const bytes = readFileSync(file);
  bytes.writeUInt32BE(9999, VERSION);
  writeFileSync(file, bytes);
  await window.keys("Control", "o");
  await window.findFile(file);
  await reads("read only");
  await window.screenshot("a map that may only be read");
  const at = await window.placeOf("Acme");
  await window.drag(at, { x: at.x + 90, y: at.y + 60 });
  await window.keys("\uE017");
  await window.atRest();
  assert.deepEqual((await window.actors()).length, 2);
  assert.deepEqual(await window.placeOf("Acme"), at);
  const copy = home.file("mine.portolan");
  await window.press("Save a copy");
  await window.chooseFile(copy);
  await reads("mine.portolan");
  assert.deepEqual(readFileSync(file), bytes, "not a byte of it has changed");
  assert.ok(existsSync(copy));
});
