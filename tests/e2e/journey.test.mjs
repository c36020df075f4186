// The whole way once: draw the mid-market sample by hand and by word, undo, close, reopen, read, print.

import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { after, before, test } from "node:test";
import { opened, shut, start, textOf, until } from "./program.mjs";

const SAMPLE = "tests/samples/mid-market-software.txt";
const TITLE = /^map "(.*)"$/m.exec(readFileSync(SAMPLE, "utf8"))[1];
const DRAWN = ["Our firm", "Mid-market firms", "Cloud marketplace"];
/** The flows that are drawn by hand; everything else of the sample is said in the lane. */
const BY_HAND = [
  /^Our firm -product.*-> Mid-market firms/,
  /^Mid-market firms -attention.*-> Cloud marketplace/,
];

let home;
let window;

before(async () => {
  ({ home, window } = await opened());
});

after(() => shut(window, home));

/** Flows whose heads are alike are told apart by being said together. */
function together(statements) {
  const head = (s) => (s.includes("-> ") ? s.split(" {")[0] : s);
  const groups = new Map();
  for (const s of statements) groups.set(head(s), [...(groups.get(head(s)) ?? []), s]);
  return [...groups.values()].map((alike) => alike.join("\n"));
}

/** The sample as statements; a zone and the actors in it are one. A gate is said after the right it needs. */
function statements() {
  const all = readFileSync(SAMPLE, "utf8")
    .split("\n\n")
    .flatMap((part) => (part.startsWith("#") ? [part.trim()] : part.split("\n").map((l) => l.trim())));
  const isDone = (s) => s === "" || s.startsWith("map ") || BY_HAND.some((flow) => flow.test(s));
  const needsGate = (s) => s.includes(", gate ");
  const rest = all.filter((s) => !isDone(s));
  return together([...rest.filter((s) => !needsGate(s)), ...rest.filter(needsGate)]);
}

/** The lines of a map written as text, in order of the alphabet. */
function linesOf(file, as) {
  const out = home.file(as);
  assert.equal(home.run("export", file, "--text", out).status, 0);
  return readFileSync(out, "utf8").split("\n").filter(Boolean).sort();
}

test("a map gets its title where the title stands", async () => {
  await window.newMap();
  await window.nameMap(TITLE);
});

test("actors are made with a double-click and moved by dragging", async () => {
  await window.addActor("Our firm", { x: 850, y: 300 });
  await window.addActor("Mid-market firms", { x: 250, y: 300 });
  await window.addActor("Cloud marketplace", { x: 550, y: 500 });
  const before = await window.placeOf("Cloud marketplace");
  await window.moveActor("Cloud marketplace", { x: 0, y: 100 });
  await until(async () => (await window.placeOf("Cloud marketplace")).y > before.y + 60, "it has moved");
  assert.deepEqual((await window.actors()).sort(), [...DRAWN].sort());
});

test("flows are drawn from rim to card and get their kind by a digit and their label by typing", async () => {
  await window.drawFlow("Our firm", "Mid-market firms", 6);
  await window.writeLabel("software");
  await window.drawFlow("Mid-market firms", "Cloud marketplace", 5);
  await window.placeOf("attention from Mid-market firms to Cloud marketplace");
  await window.screenshot("drawn by hand");
});

test("the rest of the sample is said in the speed lane", async () => {
  for (const statement of statements()) await window.speak(statement);
  await window.selectNothing();
  await until(async () => (await window.actors()).length === 8, "all actors are on the map");
  await window.keys("f");
  await window.screenshot("drawn and said");
});

test("steps are undone one by one and redone to the same map", async () => {
  const all = await window.onTheMap();
  for (let n = 0; n < 12; n++) await window.undo();
  await until(async () => (await window.onTheMap()).length < all.length, "flows are gone again");
  for (let n = 0; n < 12; n++) await window.redo();
  await until(async () => (await window.onTheMap()).length === all.length, "they are all back");
  assert.deepEqual((await window.onTheMap()).sort(), all.sort());
});

test("the panel says whom we depend on", async () => {
  await until(async () => (await window.text()).includes("Integrator A"), "the panel speaks of Integrator A");
  await window.screenshot("what the map says");
});

test("closed and reopened, everything is there, and the last step can still be undone", async () => {
  const all = (await window.onTheMap()).sort();
  await window.isSaved();
  await window.close();
  window = await start(home);
  await window.openRecent("Untitled map");
  await until(async () => (await window.onTheMap()).length === all.length, "everything is on the map");
  assert.deepEqual((await window.onTheMap()).sort(), all);
  assert.equal(await window.title(), TITLE);
  await window.undo();
  await window.redo();
  await until(async () => (await window.onTheMap()).length === all.length, "the last step is redone");
});

test("the page is exported as PDF and PNG, and the PDF can be read", async () => {
  const [pdf, png] = [home.file("page.pdf"), home.file("page.png")];
  await window.openPage();
  await window.screenshot("page view");
  await window.exportAs("PDF", pdf);
  await window.exportAs("PNG", png);
  const text = textOf(pdf).replace(/\s+/g, " ");
  for (const words of [TITLE, ...DRAWN, "Integrator A", "Procurement"]) {
    assert.ok(text.includes(words), `"${words}" is not in the PDF: ${text}`);
  }
  assert.ok(statSync(png).size > 20_000);
  assert.deepEqual(readFileSync(png).subarray(1, 4), Buffer.from("PNG"));
});

test("the document says what the sample says", async () => {
  await window.close();
  window = undefined;
  const written = linesOf(home.file("Portolan/Untitled map.portolan"), "drawn.txt");
  const missing = linesOf(SAMPLE, "sample.txt").filter((line) => !written.includes(line));
  const unexpected = missing.filter((line) => !BY_HAND.some((flow) => flow.test(line)));
  assert.deepEqual(unexpected, []);
});
