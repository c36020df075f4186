// Three people who have never seen the program: one has a list in a spreadsheet, one wants a colleague's map on
// paper, one types as people talk. Each finds what the screen says, and comes to what they wanted.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { BINARY, Home, start, startAlone, textOf, until } from "./program.mjs";
import { dragBetween, ownWindows, putOnClipboard, windowsCalled } from "./screen.mjs";

const SIZE = { width: 1280, height: 720 };
const PATH = process.env.PATH;

let home;
let window;
let other;

beforeEach(() => {
  home = new Home();
});

afterEach(async () => {
  await window?.stop();
  other?.end();
  window = other = undefined;
  home.remove();
  process.env.PATH = PATH;
});

const reads = (words) => until(async () => (await window.text()).includes(words), `one reads "${words}"`);

async function pressOption(label, choice) {
  await (await window.browser.$(`//button[starts-with(@aria-label, "${label}: ")]`)).click();
  const option = await window.browser.$(`//*[@role="option"][contains(., "${choice}")]`);
  await option.waitForDisplayed();
  await option.click();
}

/** What the system opens files with, as a program that notes what it was to open. */
function opener() {
  const [folder, note] = [home.file("bin"), home.file("opened")];
  mkdirSync(folder);
  writeFileSync(`${folder}/xdg-open`, `#!/bin/sh\nprintf %s "$1" > "${note}"\n`);
  chmodSync(`${folder}/xdg-open`, 0o755);
  process.env.PATH = `${folder}:${PATH}`;
  return note;
}

test("a facilitator pastes a list of actors as the spreadsheet has it, and every row is on the map", async () => {
  window = await start(home, SIZE);
  await reads("Open a map or a table");
  await window.newMap();
  await reads("A list or a table from a spreadsheet can be pasted here as it is.");
  await window.screenshot("people 1 empty sheet");
  putOnClipboard(
    "Name\tRole\tRemark\nAcme\tus\t\nClinics\tcustomer\tabout 40\nReseller\tpartner\t\nBoard\t\t\n",
  );
  await window.keys("Control", "v");
  await reads("A table: name, roles, remark. Roles of other names are kept as remarks.");
  await window.screenshot("people 2 list pasted");
  putOnClipboard(Array.from({ length: 60 }, (_, n) => `Partner ${n + 1}`).join("\n"));
  await window.keys("Control", "v");
  await window.placeOf("Partner 60");
  const isInSight = () =>
    window.browser.execute(() => {
      const { left, right, top, bottom } = document.querySelector("[data-canvas]").getBoundingClientRect();
      const cards = [...document.querySelectorAll('[data-key^="actor:"]')].filter(
        (each) => each.getAttribute("aria-pressed") === "true",
      );
      return (
        cards.length === 60 &&
        cards.every(({ dataset: { x, y } }) => +x > left && +x < right && +y > top && +y < bottom)
      );
    });
  await until(isInSight, "all that was pasted is in sight");
  await window.screenshot("people 2 many pasted");
  await window.isSaved();
  const [document] = home.documents();
  const out = home.file("list.txt");
  assert.equal(home.run("export", `${home.maps}/${document}`, "--text", out).status, 0);
  const text = readFileSync(out, "utf8");
  for (const line of [/us Acme/, /Clinics : customer.*about 40/, /Reseller.*remark partner/, /^Board/m])
    assert.match(text, line);
});

test("a table that is dragged from a file manager onto the window is opened as a map", async () => {
  const file = home.file("payments.csv");
  writeFileSync(file, "From,To,Amount\nClinics,Acme,300000\nAcme,Reseller,20000\n");
  window = await start(home, SIZE);
  await window.newMap();
  await window.speak("Another map");
  const source = spawn(join(dirname(BINARY), "examples", "drag_source"), [file], { stdio: "ignore" });
  try {
    const [from] = await until(
      () => windowsCalled("drag source").length > 0 && windowsCalled("drag source"),
      "there is a file to drag",
    );
    dragBetween(from, window.main);
    await reads("This map was made from a table; the file is unchanged.");
    await window.placeOf("money from Clinics to Acme");
    assert.deepEqual((await window.actors()).sort(), ["Acme", "Clinics", "Reseller"]);
    await window.screenshot("people 3 dropped");
  } finally {
    source.kill();
  }
});

test("a leader opens a colleague's map that is in use, sets the page up and has it opened to print it", async () => {
  const note = opener();
  const [source, file] = [home.file("map.txt"), home.file("map.portolan")];
  writeFileSync(source, readFileSync("tests/samples/mid-market-software.txt"));
  assert.equal(home.run("import", source, file).status, 0);
  other = startAlone(home, file);
  // There is a window before the map is open in it; its title tells.
  await until(() => windowsCalled("Mid-market software").length > 0, "a colleague has it open");
  window = await start(home, { file, ...SIZE });
  await reads("This map can be read, not changed");
  other.end();
  window.main = await until(() => {
    const [own, ...others] = ownWindows();
    return others.length === 0 && own;
  }, "the colleague has gone home");
  await window.openPage();
  await pressOption("Size", "A3");
  await window.press("Portrait");
  await window.composed();
  await window.browser.$("//*[@id='part-findings']").click();
  await window.composed();
  await window.screenshot("people 3 a page of a map in use");
  const pdf = home.file("board.pdf");
  await window.exportAs("PDF", pdf);
  assert.match(textOf(pdf), /Who holds our route/);
  assert.doesNotMatch(textOf(pdf), /What the map says/);
  await window.press("Open it");
  await until(() => existsSync(note), "the system opens it");
  assert.equal(readFileSync(note, "utf8"), pdf);
});

test("a consultant types a sentence, is offered what it says in the notation, and takes it", async () => {
  window = await start(home, SIZE);
  await window.newMap();
  const lane = await window.lane();
  await lane.click();
  await window.type("Clinics pay Acme 300k a year");
  await reads("Or did you mean");
  await window.screenshot("people 4 a sentence");
  await window.press("Clinics -money 300k/y-> Acme");
  await until(async () => (await lane.getValue()) === "Clinics -money 300k/y-> Acme", "it is in the lane");
  await reads("money Clinics to Acme, $300k/yr");
  await window.keys("Enter");
  await window.placeOf("money from Clinics to Acme");
  // A name that only sounds like a sentence stays one.
  await window.speak("Those who pay Acme");
  await window.placeOf("Those who pay Acme");
});
