// From the start page to a PDF on disk by keys alone, as the system hears them: no pointer, no script that moves
// the focus. What has the focus is seen at each step.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before, test } from "node:test";
import { opened, shut, textOf, until } from "./program.mjs";
import { ownWindows, pressKey, typeIntoWindow } from "./screen.mjs";

const LANE = "Speed lane: one statement on each line";

let home;
let window;
let browser;

before(async () => {
  ({ home, window } = await opened({ width: 1280, height: 720 }));
  browser = window.browser;
});

after(() => shut(window, home));

const press = (...keys) => keys.forEach((key) => pressKey(window.main, key));

/** Types a line as the keyboard does, and presses Enter. */
const type = (line) => typeIntoWindow(window.main, line);

/** What has the focus, by name, and whether it is marked as such. */
const focused = () =>
  browser.execute(() => {
    const element = document.activeElement;
    const name = element.ariaLabel ?? element.innerText?.trim() ?? "";
    const isLost = element === document.body;
    // A text field shows it by its frame, the map by the frame around it.
    const style = getComputedStyle(element);
    const frame = getComputedStyle(element.closest(".lane") ?? element);
    const rings = [style, frame].some((s) => s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0);
    return { name, isLost, isSeen: !isLost && (element.matches(":focus-visible") || rings) };
  });

/** Waits until what begins with this name has the focus, and is seen to have it. */
const has = (name) =>
  until(async () => {
    const now = await focused();
    return now.name.startsWith(name) && now.isSeen;
  }, `"${name}" has the focus`);

test("the start page begins with a new map", async () => {
  await window.named("New map", "button");
  press("Tab");
  await has("New map");
  press("Tab", "Tab");
  await has("Begin with A guided first map");
  press("shift+Tab", "shift+Tab");
  await has("New map");
  press("Return");
  await window.named("Title of the map");
  await has("Map");
});

test("a map is said line by line, and the lane keeps the keys", async () => {
  press("slash");
  await has(LANE);
  type("us Our firm");
  type("Buyer -money 300k/y-> Our firm");
  type("Analyst -trust 4-> Our firm");
  type("Bank -data payment history-> Our firm");
  await until(async () => (await window.onTheMap()).length === 7, "all is on the map");
  await has(LANE);
  press("Escape");
  await has("Map");
});

test("a flow is found, given another kind and amount, and turned around", async () => {
  const flow = (name) => until(async () => (await window.onTheMap()).includes(name), `${name} is on the map`);
  press("ctrl+f");
  await has("Actor, flow, zone or note");
  type("Bank payment");
  await has("Map");
  press("1", "F2");
  await window.heard("How much, and its label");
  press("ctrl+a");
  type("~20k/y fees");
  await flow("money from Bank to Our firm: fees · ≈$20k/yr, estimated");
  press("ctrl+r");
  await flow("money from Our firm to Bank: fees · ≈$20k/yr, estimated");
});

test("F6 goes through the parts of the window and changes nothing in them", async () => {
  await window.evaluated();
  press("F6");
  await has(LANE);
  press("F6");
  await has("Says");
  const says = "Interdependencies that matter most";
  assert.ok((await window.text()).includes(says), "the panel says what it said");
  press("F6");
  await has("Back to the start page");
  press("shift+F6", "shift+F6");
  await has(LANE);
  press("F1");
  await window.named("Keys and notation");
  press("Escape");
  await has(LANE);
  press("Escape");
  await has("Map");
});

test("what is opened and closed gives the keys back to where they were", async () => {
  press("F6", "F6");
  await has("Says");
  press("Tab");
  await has("More panels");
  press("Return");
  await has("Workshop");
  press("Escape");
  await has("More panels");
  press("Tab");
  await has("Fold the panel away");
  press("Return");
  await has("Map");
  press("ctrl+j");
  press("F6", "F6");
  await has("Says");
  press("ctrl+j");
  await has("Map");
  press("ctrl+j");
  press("F6");
  await has(LANE);
  press("shift+Tab");
  await has("Views");
  press("Return");
  await has("Keep this view as");
  press("Escape");
  await has("Views");
  press("shift+Tab");
  await has("Colour by");
  press("Return");
  await has("Money kept");
  press("Escape");
  await has("Colour by");
  press("F6", "Escape");
  await has("Map");
  press("ctrl+b");
  await has("Keep this view as");
  press("Escape");
  await has("Map");
});

test("the page comes up, its parts are gone through, and the map has the keys again after it", async () => {
  press("ctrl+p");
  await window.named("PDF", "button");
  await window.composed();
  press("F6");
  await has("Back to the map");
  press("F6");
  await has("The page as it will print");
  press("F6");
  await has("Size");
  press("F6");
  await has("PDF");
  press("Escape");
  await until(async () => !(await window.has("The page as it will print")), "the page is gone");
  await has("Map");
});

/** Accepts a path in the file dialog that has opened. */
async function keepAs(path) {
  const dialog = await until(() => ownWindows().find((id) => id !== window.main), "a file dialog opens");
  typeIntoWindow(dialog, path, ["ctrl+a"]);
  await until(() => existsSync(path), `${path} is written`);
  await until(() => !ownWindows().includes(dialog), "the dialog is gone");
}

test("the PDF is written from the page, and by the list of all actions from the map", async () => {
  press("ctrl+p");
  await window.named("PDF", "button");
  await window.composed();
  press("shift+F6");
  await has("PDF");
  press("Return");
  await keepAs(home.file("page.pdf"));
  assert.match(textOf(home.file("page.pdf")), /If Buyer stopped, your revenue would/);
  await has("PDF");
  press("Escape");
  await has("Map");
  press("ctrl+k");
  await has("What do you want to do?");
  type("page as pdf");
  await keepAs(home.file("again.pdf"));
  assert.match(textOf(home.file("again.pdf")), /Our firm/);
  await has("Map");
});
