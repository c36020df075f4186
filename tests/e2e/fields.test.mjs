// Every field of every record: written the way people say it, and read back from the document once it was closed.
// No field is named here but those that need it: what there is and how it is written is read from the panel, which
// is made from the one description of fields.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, beforeEach, test } from "node:test";
import { opened, shut, until } from "./program.mjs";

const MAP = [
  "us Us",
  "Shop : platform",
  "Buyers : customer",
  "CIO decides buy",
  "Certification agrees access",
  "dataset logs from Shop",
  "# Retail",
  "Partner : complement",
  "Shop -money 100k/y-> Us",
  "Warehouse -data-> Us : stock",
  "Us -data-> App store : usage",
  "Buyers -money 5k/y-> Partner : licences",
  "Partner -data-> Us : feed",
  "Partner decides renewal : habit",
  "Buyers -trust 3-> Partner : faith",
  "Buyers -attention-> Partner : looks",
  "Partner -product-> Buyers : boxes",
  'note "Ask legal" {at 900 -300}',
].join("\n");
/** What is on the map to be filled in, and what it is found by; first what others name. */
const ON_THE_MAP = {
  zone: "Retail",
  actor: "Partner",
  "money flow": "licences",
  "data flow": "feed",
  "decision right": "habit",
  "trust flow": "faith",
  "attention flow": "looks",
  "product flow": "boxes",
  note: "Ask legal",
};
/** What the registers add, by the button that does. */
const IN_REGISTERS = {
  agreement: "Add an agreement",
  move: "Add a move",
  deal: "Add a deal",
};
/** Lines that are already in the registers, by what they are called. */
const LISTED = { decision: "access", dataset: "logs" };
/** What is said where the example of the panel says what is so anyway. */
const INSTEAD = { "info currency": "EUR", "info fx": "USD 0.9 2026-03-31", "decision title": "entry" };
/** What the notation has a sign for. */
const SIGNS = { "both ways": "<-data" };
/** Kinds are changed by digits and chips, and what is parked has left the map: both have tests of their own. */
const ELSEWHERE = ["field-kind", "field-parked"];

let home;
let window;
let browser;
/** What the panel showed of each record when it was filled in, and what of that was entered then. */
const filled = {};
const entered = {};

before(async () => {
  ({ home, window } = await opened({ width: 1440, height: 1000 }));
  browser = window.browser;
  await window.newMap();
  await window.speakPasted(MAP);
  await window.selectNothing();
});

after(() => shut(window, home));

beforeEach(async () => {
  await window.selectNothing();
  await browser.execute(() => document.querySelector("[data-canvas]")?.focus());
});

/** The fields that the panel shows: how each is entered, what it holds, and what was wrong with it. */
const rows = () =>
  browser.execute(() =>
    [...document.querySelectorAll("aside .row label[for]")].map((label) => {
      const id = label.htmlFor;
      const control = document.getElementById(id);
      const isList = control.closest(".tokens") !== null;
      const [tag, wrong] = [control.tagName, document.getElementById(`${id}-wrong`)?.innerText ?? ""];
      const entered =
        control.role === "switch"
          ? { how: "switch", value: control.ariaChecked === "true" ? "yes" : "" }
          : isList
            ? {
                how: "list",
                value: [...control.closest(".tokens").querySelectorAll(".value")]
                  .map((each) => each.innerText)
                  .join(", "),
              }
            : tag === "BUTTON"
              ? { how: "choice", value: control.matches(".empty") ? "" : control.innerText.trim() }
              : { how: "text", value: control.value };
      return { id, label: label.innerText, example: control.placeholder ?? "", wrong, ...entered };
    }),
  );

const row = async (id) => (await rows()).find((each) => each.id === id);
const holds = (id, what) =>
  until(async () => what((await row(id))?.value ?? ""), `${id} holds what was entered`).catch(
    async (cause) => {
      throw new Error(JSON.stringify(await row(id)), { cause });
    },
  );

/** Clicks what the panel may have to be scrolled to. */
async function press(selector) {
  await browser.execute((its) => document.querySelector(its).scrollIntoView({ block: "center" }), selector);
  await browser.$(selector).click();
}

async function unfold() {
  const closed = "aside .inspector h3 button[aria-expanded=false]:not(:disabled)";
  while (await browser.$(closed).isExisting()) await press(closed);
}

async function enter({ id, how, value, example }, instead) {
  await press(`#${id}`);
  if (how === "switch") return holds(id, (now) => now === "yes");
  if (how === "choice") {
    const choices = await browser.$$("[role=option]");
    const names = await choices.map((each) => each.getText());
    const other = names.findLastIndex((name) => name !== value && name !== names[0]);
    // What has no alternative is set already.
    const at = other < 0 ? names.indexOf(value) : other;
    await choices[at].click();
    return holds(id, (now) => now === names[at]);
  }
  if (how === "list") {
    const first = await browser.$(`#${id}-list li`);
    await first.waitForExist();
    const name = await first.getText();
    await window.type(name);
    await window.keys("Enter");
    // Out of the field, that its list goes.
    await window.keys("\uE004");
    return holds(id, (now) => now.split(", ").includes(name));
  }
  await window.keys("Control", "a");
  const said = instead ?? (example.replace(/^for example /, "") || "Said in the workshop");
  await window.type(said);
  await window.keys("Enter");
  // What is a list may be kept in an order of its own.
  const parts = (text) => text.split(", ").sort().join();
  return holds(id, (now) => parts(now) === parts(said));
}

/** Fills in all fields in the panel that no record before has had. */
async function fillIn(record, known = new Set()) {
  await unfold();
  entered[record] = [];
  for (const each of await rows()) {
    if (ELSEWHERE.includes(each.id) || known.has(each.id)) continue;
    known.add(each.id);
    entered[record].push(each.id);
    await enter(each, INSTEAD[`${record} ${each.id.slice("field-".length)}`]);
  }
  filled[record] = await shown();
}

/** What is shown, by field. */
async function shown() {
  const now = await rows();
  assert.deepEqual(
    now.filter(({ wrong }) => wrong),
    [],
  );
  return Object.fromEntries(now.filter(({ value }) => value).map(({ id, value }) => [id, value]));
}

async function find(words) {
  await browser.execute(() => document.querySelector("[data-canvas]").focus());
  await window.keys("Control", "f");
  await window.heard("Actor, flow, zone or note");
  await window.type(words);
  const first = () =>
    browser.execute(() => document.querySelector("#finder-list [role=option]")?.innerText ?? "");
  await until(async () => (await first()).includes(words), `"${words}" is found`);
  await window.keys("Enter");
}

async function inspect(words, heading) {
  await find(words);
  if (!(await browser.$("aside .inspector").isExisting())) await window.keys("Control", "i");
  await until(
    async () => new RegExp(heading, "i").test(await browser.$("aside .inspector h2").getText()),
    `${heading} is in the panel`,
  );
  // The panel may still show what was selected before.
  await until(async () => (await rows()).some(({ value }) => value.includes(words)), `it shows ${words}`);
}

const headingOf = (record) => (/flow|right/.test(record) ? "flow" : record);

async function openRegisters() {
  await browser.execute(() => document.querySelector("[data-canvas]").focus());
  if (!(await browser.$("aside .registers").isExisting())) await window.keys("Control", "Shift", "r");
  await until(async () => (await window.text()).includes("Moves of this quarter"), "the registers are open");
}

async function openEntry(name) {
  const line = await browser.$(
    `//aside//button[contains(@class, "line")][.//*[normalize-space()="${name}"]]`,
  );
  await line.waitForExist();
  await line.scrollIntoView({ block: "center" });
  if ((await line.getAttribute("aria-expanded")) === "false") await line.click();
  await until(async () => (await rows()).length > 0, "its fields are shown");
}

test("the map's own fields", async () => {
  await window.keys("Control", "i");
  await until(async () => (await rows()).length > 0, "the map's fields are shown");
  await fillIn("info");
});

function testRegister(record, name) {
  test(`every field in the registers: ${record}`, async () => {
    await openRegisters();
    if (record in LISTED) await openEntry(name);
    else await window.press(name);
    await until(async () => (await rows()).length > 0, "its fields are shown");
    await fillIn(record);
    await window.screenshot(`fields ${record}`);
    await browser.$("aside button.line[aria-expanded=true]").click();
    await until(async () => (await rows()).length === 0, "it is folded again");
  });
}

for (const [record, name] of Object.entries(LISTED)) testRegister(record, name);

const flowFields = new Set();
for (const [record, words] of Object.entries(ON_THE_MAP)) {
  test(`every field of a record: ${record}`, async () => {
    await inspect(words, headingOf(record));
    await fillIn(record, headingOf(record) === "flow" ? flowFields : new Set());
    await window.screenshot(`fields ${record}`);
  });
}

for (const [record, name] of Object.entries(IN_REGISTERS)) testRegister(record, name);

test("all of it is in the document, and in its text", async () => {
  await window.isSaved();
  await window.backToStart();
  const out = home.file("map.txt");
  const [file] = home.documents();
  assert.equal(home.run("export", `${home.maps}/${file}`, "--text", out).status, 0);
  const text = readFileSync(out, "utf8");
  const words = text.replaceAll("-", " ");
  for (const [record, ids] of Object.entries(entered))
    for (const id of ids) {
      const value = filled[record][id];
      const word = id.slice("field-".length).replaceAll("-", " ");
      const isNamed = word in SIGNS ? text.includes(SIGNS[word]) : words.includes(word);
      const isThere = isNamed || value.split(", ").every((part) => text.includes(part));
      assert.ok(isThere, `${record}, ${word}, ${value}: ${text}`);
    }
});

test("opened again, every field says what was entered", async () => {
  await browser.$("//section[.//h2='Recent maps']//button").click();
  await window.named("Title of the map");
  await window.keys("Control", "i");
  const again = async (record) => {
    await unfold();
    await until(async () => (await rows()).length > 0, "its fields are shown");
    assert.deepEqual(await shown(), filled[record], record);
  };
  await until(
    async () => (await rows()).some(({ id }) => id === "field-currency"),
    "the map's fields are shown",
  );
  await again("info");
  for (const [record, words] of Object.entries(ON_THE_MAP)) {
    const called =
      filled[record]["field-name"] ?? filled[record]["field-title"] ?? filled[record]["field-label"];
    await inspect(called ?? filled[record]["field-text"] ?? words, headingOf(record));
    await again(record);
  }
  await openRegisters();
  for (const record of Object.keys({ ...LISTED, ...IN_REGISTERS })) {
    const fields = filled[record];
    await openEntry(fields["field-title"] ?? fields["field-name"] ?? fields["field-text"]);
    await again(record);
    await browser.$("aside button.line[aria-expanded=true]").click();
    await until(async () => (await rows()).length === 0, "it is folded again");
  }
});
