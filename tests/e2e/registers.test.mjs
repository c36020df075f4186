// What people put down about what the map says: pinned, set aside, owned and put in order, and all of it kept.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { opened, shut, textOf, until } from "./program.mjs";

const MAP = [
  "We : own organisation",
  "Retail : customer",
  "Trade : customer",
  "Shop : platform",
  "Retail -money 60k/y-> Shop",
  "Trade -money 20k/y-> We",
  "Shop -money 50k/y-> We",
].join("\n");
const KEPT = "Of each 100";
const UNOWNED = "None of the top three";

let home;
let window;

before(async () => {
  ({ home, window } = await opened());
  await window.newMap();
  await window.speak(MAP);
  await window.selectNothing();
  await window.evaluated();
});

after(() => shut(window, home));

/** Waits until the document on disk says, as text, what `test` looks for. */
async function written(test, what) {
  const text = () => {
    const out = home.file("map.txt");
    assert.equal(home.run("export", home.file("Portolan/Untitled map.portolan"), "--text", out).status, 0);
    return readFileSync(out, "utf8");
  };
  return until(() => test(text()), what);
}

test("a finding is pinned to the page", async () => {
  await window.pressBeside(KEPT, "Pin to the page");
  await until(async () => (await window.text()).includes("on the page"), "it says that it is pinned");
  await written((text) => /^finding ".*" \{pinned/m.test(text), "the pin is on disk");
});

test("a finding is set aside with a reason, and taken back", async () => {
  await window.pressBeside(UNOWNED, "Set aside");
  await window.write("Why is it set aside?", "the board decides in May");
  await until(async () => (await window.text()).includes("because the board decides in May"), "it is kept");
  await window.screenshot("set aside");
  await written((text) => /^finding ".*" \{set aside "the board/m.test(text), "the reason is on disk");
  await window.press("Take back");
  await until(async () => !(await window.text()).includes("because the board"), "it is said again");
  await window.undo();
  await until(async () => (await window.text()).includes("because the board"), "it is set aside again");
});

test("one of the top five gets an owner and a review in place", async () => {
  await window.write("Owner of Shop", "COO");
  await window.write("Review of Shop", "2026-12-31");
  await written(
    (text) => /^interdependency Shop \{owner COO, review 2026-12-31\}/m.test(text),
    "both are kept",
  );
});

test("one of the top five is moved up, and it is said that this was by hand", async () => {
  await window.pressBeside("If Shop stopped", "Move Shop up");
  await until(async () => (await window.text()).includes("placed by hand"), "it is said");
  await window.screenshot("put in order by hand");
});

test("one of the top five has a state, evidence and a remark, is left out, and put back", async () => {
  await window.pressBeside("If Shop stopped", "State, evidence and remark of Shop");
  await (await window.browser.$("//button[starts-with(@aria-label, 'State of Shop: ')]")).click();
  await (await window.browser.$("//*[@role='option'][contains(., 'yellow')]")).click();
  await window.write("Evidence for Shop", "CRM export");
  await (await window.named("Remark on Shop", "textarea")).click();
  await window.type("Ask again in May");
  await window.keys("Enter");
  await written(
    (text) =>
      /^interdependency Shop \{.*evidence "?CRM export"?, yellow.*remark "Ask again in May"/m.test(text),
    "all three are kept",
  );
  await window.pressBeside("If Shop stopped", "Take Shop off the list");
  await written((text) => /^interdependency Shop \{.*left out/m.test(text), "it is left out");
  await window.press("Put Shop back on the list");
  await written((text) => !/left out/.test(text), "it is back");
});

test("an actor that nobody proposed is put on the list", async () => {
  await window.speak("Bank : gatekeeper");
  await window.selectNothing();
  await window.selectActor("Bank");
  await window.press("Add Bank to the list");
  await window.named("Owner of Bank", "input");
});

test("a click on a sentence lists what it rests on, and each can be selected", async () => {
  await (await window.sentence(KEPT)).click();
  const evidence = await window.named("Rests on", "div");
  await window.screenshot("evidence");
  const rows = await evidence.$$("button").map((button) => button.getText());
  assert.ok(
    rows.some((row) => row.includes("Shop \u2192 We") && row.includes("assumed")),
    rows.join(),
  );
});

test("the page holds the owner, the order by hand and what is pinned", async () => {
  await window.isSaved();
  const pdf = home.file("page.pdf");
  const document = home.file("Portolan/Untitled map.portolan");
  assert.equal(home.run("export", document, "--pdf", pdf).status, 0);
  const text = textOf(pdf).replace(/\s+/g, " ");
  for (const words of ["COO", KEPT, "Bank"]) assert.ok(text.includes(words), `"${words}" is not in: ${text}`);
  assert.ok(!text.includes(UNOWNED), text);
});

test("moves, agreements and deals are added in the panel and undone", async () => {
  await window.press("More panels");
  await (await window.browser.$("//*[@role='menuitem'][contains(., 'Agreements, moves')]")).click();
  await window.press("Add a move");
  await window.write("To do", "Certify the second integrator");
  await until(
    async () => (await window.text()).includes("Certify the second integrator"),
    "the move is there",
  );
  await window.press("Add an agreement");
  await window.write("Agreement", "API terms");
  await until(async () => (await window.text()).includes("API terms"), "the agreement is there");
  await window.press("Add a deal");
  await window.write("Amount", "80k");
  await until(async () => (await window.text()).includes("80k"), "the deal is there");
  await window.screenshot("registers");
  await window.click({ x: 300, y: 780 });
  await window.undo();
  await until(async () => !(await window.text()).includes("80k"), "the amount is gone");
});
