// Somebody who has never seen the program goes from the start page to an exported page. Every next step is
// found by words that can be read on the screen, or by what appears under the pointer; nothing is known of
// ids, keys or names that only assistive technology hears. Pictures are taken on the way.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before, test } from "node:test";
import { opened, shut, textOf, until } from "./program.mjs";

let home;
let window;

before(async () => {
  ({ home, window } = await opened({ width: 1280, height: 720 }));
});

after(() => shut(window, home));

/**
 * In the page: the middle of these words, nearest to where the eyes are, where they can be read: in the window,
 * and not under anything.
 */
function readable(words, eyes) {
  const found = [];
  const see = ({ left, top, width, height }, own) => {
    const [x, y] = [left + width / 2, top + height / 2];
    if (width < 4 || height < 4 || x < 0 || y < 0 || x > innerWidth || y > innerHeight) return;
    const there = document.elementFromPoint(x, y);
    // What lets the pointer through is not found under it, and yet can be read.
    const isOpen = there?.contains(own) || own.contains(there);
    if (isOpen || getComputedStyle(own).pointerEvents === "none") found.push({ x, y });
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    see(range.getBoundingClientRect(), node.parentElement);
  }
  for (const input of document.querySelectorAll("input, textarea")) {
    const says = input.value === "" ? input.placeholder : input.value;
    if (says.includes(words)) see(input.getBoundingClientRect(), input);
  }
  const far = ({ x, y }) => Math.hypot(x - eyes.x, y - eyes.y);
  return found.sort((a, b) => far(a) - far(b))[0] ?? null;
}

/** Where somebody looks: where the hand was last. */
let eyes = { x: 0, y: 0 };

/** Where these words can be read. */
const read = (words) =>
  until(() => window.browser.execute(readable, words, eyes), `"${words}" can be read on the screen`);

async function press(words) {
  eyes = await read(words);
  await window.click(eyes);
}

/** What appears beside a pointer that rests. */
const tip = () => window.browser.execute(() => document.querySelector("[data-canvas]").title);

/** Looks along a card's edge, as eyes look for something to take hold of, until the pointer says what it can do. */
async function edgeOf(card, words) {
  for (let x = card.x; x < card.x + 160; x += 4) {
    await window.hover({ x, y: card.y });
    await window.nextFrame();
    if ((await tip()).includes(words)) return { x, y: card.y };
  }
  throw new Error(`Nothing on the way out of the card says "${words}"`);
}

test("the start page says how to begin", async () => {
  await window.samplesShown();
  await read("New map");
  await window.screenshot("newcomer 1 start page");
  await press("New map");
});

test("the empty sheet says what to do first", async () => {
  await read("double-click");
  await window.screenshot("newcomer 2 empty sheet");
  await window.click({ x: 300, y: 180 }, { count: 2 });
  await window.type("Shop");
  await window.keys("Enter");
  await window.placeOf("Shop");
  await window.click({ x: 700, y: 450 }, { count: 2 });
  await window.type("Our firm");
  await window.keys("Enter");
  await window.screenshot("newcomer 3 two cards");
});

test("what a pointer on a card's edge says is how a flow is drawn, and its kind is picked by a word", async () => {
  const [from, to] = [await window.placeOf("Shop"), await window.placeOf("Our firm")];
  const edge = await edgeOf(from, "Drag from here to another card");
  await window.screenshot("newcomer 4 edge of a card");
  await window.drag(edge, to);
  eyes = to;
  await read("decision right");
  await window.screenshot("newcomer 5 kinds");
  await press("money");
  await window.nextFrame();
  await window.screenshot("newcomer 6 what to write");
  await window.type("300k/y");
  await window.keys("Enter");
  await window.placeOf("money from Shop to Our firm");
  await window.screenshot("newcomer 7 a flow");
});

test("the line at the bottom says what can be said in it", async () => {
  await press("Say who pays whom");
  await window.type("CIO decides buy");
  await read("adds it");
  await window.screenshot("newcomer 8 a statement");
  await window.keys("Enter");
  await read("Interdependencies that matter most");
  await window.screenshot("newcomer 9 what the map says");
});

test("the page is reached and written by words on buttons", async () => {
  await press("Page");
  await read("PDF");
  await window.screenshot("newcomer 10 page");
  const path = home.file("first.pdf");
  await press("PDF");
  await window.chooseFile(path);
  await until(() => existsSync(path), "the page is written");
  await read("is written");
  await window.screenshot("newcomer 11 written");
  assert.match(textOf(path), /Shop/);
});
