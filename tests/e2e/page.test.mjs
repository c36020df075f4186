// The page in its window: said in own words, parts moved, written again, put on the clipboard, zoomed.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { after, before, test } from "node:test";
import { opened, shut, textOf, until } from "./program.mjs";

const SAMPLE = "Mid-market software: our routes to the buyer";
const TITLE = "Who holds our route to mid-market buyers";
const OWN = "Who answers for half of our sales?";
const DOWN = "\uE015";
const UP = "\uE013";
const HOLD = "Say it in your own words: ";

let home;
let window;

before(async () => {
  ({ home, window } = await opened({ width: 1280, height: 720 }));
  await window.openSample(SAMPLE);
  await window.openPage();
  await until(async () => (await sentences()).length > 3, "the page shows its sentences");
});

after(() => shut(window, home));

/** What the page says that can be said otherwise. */
const sentences = () =>
  window.browser.execute(
    (hold) =>
      [...document.querySelectorAll("[data-sentence]")].map((b) =>
        b.getAttribute("aria-label").slice(hold.length),
      ),
    HOLD,
  );
const title = async () => (await sentences())[0];
const parts = () =>
  window.browser.execute(() =>
    [...document.querySelectorAll("[role=listitem] .grip")].map((b) => b.innerText.trim()),
  );
const isOn = (part) =>
  window.browser.execute((id) => document.getElementById(id).getAttribute("aria-checked"), `part-${part}`);
const clipboard = (type) =>
  spawnSync("xclip", ["-selection", "clipboard", "-o", "-t", type], { maxBuffer: 1 << 26, timeout: 10_000 })
    .stdout;
const middleOf = (name) =>
  window.browser.execute((label) => {
    const box = document.querySelector(`[aria-label="${label}"]`).getBoundingClientRect();
    return { x: box.x + box.width / 3, y: box.y + box.height / 2 };
  }, name);

test("nothing lies over what can be pressed beside the page", async () => {
  await window.composed();
  const pressable = () => document.querySelectorAll("aside[aria-label=Page] button").length;
  assert.ok((await window.browser.execute(pressable)) > 10);
  const covered = await window.browser.execute(() =>
    [...document.querySelectorAll("aside[aria-label=Page] button")].flatMap((button) => {
      button.scrollIntoView({ block: "nearest" });
      const { x, y, width, height } = button.getBoundingClientRect();
      const there = document.elementFromPoint(x + width / 2, y + height / 2);
      return button.contains(there) ? [] : [button.innerText || button.ariaLabel];
    }),
  );
  assert.deepEqual(covered, []);
});

test("the title is said in own words where it stands, and undone", async () => {
  const said = await title();
  assert.match(said, new RegExp(TITLE));
  await window.press(HOLD + said);
  await window.keys("Control", "a");
  await window.type(OWN);
  await window.screenshot("page own words");
  await window.keys("Enter");
  await until(async () => (await title()) === OWN, "the page has the new title");
  await window.keys("Control", "z");
  await until(async () => (await title()) === said, "the title is as it was");
});

test("a sentence is opened by Enter, left by Escape, and emptied to what the map says", async () => {
  const said = (await sentences())[1];
  const focus = () => window.browser.execute(() => document.querySelectorAll("[data-sentence]")[1].focus());
  const rewrite = async (text) => {
    await focus();
    await window.keys("Enter");
    await until(
      () => window.browser.execute(() => document.activeElement.tagName === "TEXTAREA"),
      "the sentence can be written",
    );
    await window.keys("Control", "a");
    await (text === "" ? window.keys("\uE017") : window.type(text));
  };
  await rewrite("Never mind");
  await window.keys("Escape");
  await until(async () => (await sentences())[1] === said, "it is said as before");
  await rewrite("We lean on one partner.");
  await window.keys("Enter");
  await until(async () => (await sentences())[1] === "We lean on one partner.", "it is said so");
  await rewrite("");
  await window.keys("Enter");
  await until(async () => (await sentences())[1] === said, "the map says it again");
});

test("parts are moved by keys and dragged off the page and back", async () => {
  const [first, second] = await parts();
  await window.browser.execute(() => document.querySelector(".grip").focus());
  await window.keys(DOWN);
  await until(async () => (await parts())[0] === second, "the first part is second");
  await window.keys(UP);
  await until(async () => (await parts())[0] === first, "and first again: it kept the focus");
  await window.composed();
  const from = await middleOf("Move Findings");
  assert.equal(await isOn("findings"), "true");
  await window.drag(from, { x: from.x, y: from.y + 160 });
  await until(async () => (await isOn("findings")) === "false", "the findings are left out");
  await window.composed();
  await window.screenshot("page part left out");
  const back = await middleOf("Move Findings");
  await window.drag(back, { x: back.x, y: 60 });
  await until(async () => (await isOn("findings")) === "true", "the findings are on the page");
  assert.equal((await parts())[0], "Findings");
});

test("the page is written again to the same file by one key", async () => {
  const path = home.file("board.pdf");
  await window.keys("Control", "e");
  await window.chooseFile(path);
  await until(() => existsSync(path) && textOf(path).includes("Who holds our route"), "the PDF is written");
  rmSync(path);
  await window.keys("Control", "e");
  await until(() => existsSync(path) && statSync(path).size > 0, "it is written again, unasked");
  assert.ok((await window.text()).includes("board.pdf is written."));
  assert.equal(readFileSync(path).subarray(0, 5).toString(), "%PDF-");
});

test("the page goes to the clipboard as a picture and as SVG", async () => {
  await window.press("Copy as picture");
  const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
  const png = await until(() => {
    const bytes = clipboard("image/png");
    return bytes.subarray(0, 4).equals(PNG) && bytes;
  }, "a PNG is on the clipboard");
  assert.equal(png.readUInt32BE(16), 3508, "as wide as was chosen");
  await window.press("Copy as SVG");
  const svg = await until(() => {
    const text = clipboard("image/svg+xml").toString();
    return text.includes("<svg") && text;
  }, "an SVG is on the clipboard");
  assert.equal(clipboard("UTF8_STRING").toString(), svg);
  assert.ok(svg.includes("Integrator A"));
});

test("the page is zoomed by keys, to its actual size and fitted", async () => {
  const percent = () =>
    window.browser.execute(() => document.querySelector("header .percent").innerText.trim());
  const fitted = await percent();
  await window.press("Actual size");
  await until(async () => (await percent()) === "100%", "a centimetre is a centimetre");
  await window.browser.execute(() => document.querySelector(".desk").focus());
  await window.keys("+");
  await until(async () => (await percent()) === "125%", "it is larger");
  await window.screenshot("page zoomed");
  await window.keys("f");
  await until(async () => (await percent()) === fitted, "it is fitted again");
});

test("the map as it is stands beside a scenario, which is chosen here and kept with the map", async () => {
  const select = async (label) => {
    const found = await window.browser.$(`//button[starts-with(@aria-label, "${label}: ")]`);
    await found.waitForExist();
    return found;
  };
  const choose = async (label, choice) => {
    await (await select(label)).click();
    const option = await window.browser.$(`//*[@role="option"][contains(., "${choice}")]`);
    await option.waitForDisplayed();
    await option.click();
    // A list that still closes would be closed by the press that is to open it again.
    await option.waitForExist({ reverse: true });
  };
  // Large enough for what the map says then.
  await choose("Size", "A3");
  const isSaid = async () => /only the legend stands beside/.test(await window.text());
  assert.ok(!(await isSaid()), "each part is on the page");
  await choose("Layout", "Map only");
  await until(isSaid, "it is said that the other parts are not");
  await choose("Layout", "As it is beside a scenario");
  await until(async () => (await window.text()).includes("no scenario yet"), "it says what is missing");
  await window.keys("Escape");
  await window.speak('scenario "A turns away"; without Integrator A');
  await window.speak('scenario "B turns away"; without Integrator B');
  await window.openPage();
  const before = await until(
    async () => (await sentences()).length > 1 && (await sentences()),
    "it says what changes",
  );
  await choose("Scenario on the page", "B turns away");
  await until(async () => (await sentences()).join() !== before.join(), "it says what changes in the other");
  await window.screenshot("page beside a scenario");
  const path = home.file("scenario.pdf");
  await window.exportAs("PDF", path);
  assert.ok(textOf(path).includes("What if: B turns away"));
  await window.keys("Escape");
  await window.openPage();
  assert.match(await (await select("Scenario on the page")).getAttribute("aria-label"), /B turns away/);
});
