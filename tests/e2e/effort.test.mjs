// How much one has to press for a map: the mid-market sample's actors and flows, each flow with kind, number
// and evidence, from an empty map; once in the speed lane alone, once with mouse and keys alone. Prints a
// table; what it holds the program to is the number of presses beyond the words and numbers themselves. And how
// much it takes to change what is there: the presses and clicks of each common act, letters of what is said apart.

import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { after, before, test } from "node:test";
import { Home, start, until } from "./program.mjs";
import { pressRight } from "./screen.mjs";

const US = "Our firm";
const CUSTOMER = "Mid-market firms";
const MARKET = "Cloud marketplace";
const CIO = "Chief information officer";
const [A, B, BUYING, BADGE] = ["Integrator A", "Integrator B", "Procurement", "Security certification"];

const ACTORS = [
  [US, "own organisation"],
  [CUSTOMER, "customer"],
  [MARKET, "platform"],
  [BUYING, "decider"],
  [BADGE, "regulator"],
  [CIO, "decider"],
  [A, "intermediary"],
  [B, "intermediary"],
];

/** From, kind, how much with the mark of its evidence, label, to. */
const FLOWS = [
  [CUSTOMER, "money", "~300k/y", "with A", US],
  [CUSTOMER, "money", "~300k/y", "with B", US],
  [CUSTOMER, "money", "~250k/y", "listed purchases", MARKET],
  [MARKET, "money", "~212.5k/y", "payout", US],
  [CUSTOMER, "money", "150k/y!", "direct", US],
  [US, "money", "~15k/y", "revenue share", A],
  [CUSTOMER, "attention", "~5", "asks first", A],
  [CUSTOMER, "attention", "~4", "looks here first", MARKET],
  [CUSTOMER, "attention", "1!", "", US],
  [CIO, "decision", "5!", "", CUSTOMER],
  [BUYING, "decision", "~4", "", CIO],
  [A, "decision", "~4", "recommends", CIO],
  [B, "decision", "3?", "recommends", CIO],
  [BADGE, "decision", "5!", "security certificate", CIO],
  [US, "decision", "~2", "is heard", CIO],
  [CIO, "trust", "~4", "", A],
  [A, "trust", "~3", "", US],
  [CUSTOMER, "trust", "~4", "", A],
  [CUSTOMER, "trust", "~4", "", MARKET],
  [MARKET, "trust", "~3", "", US],
  [US, "product", "4!", "software", CUSTOMER],
  [A, "product", "~4", "implementation", CUSTOMER],
];

const KINDS = ["money", "data", "decision", "trust", "attention", "product"];
const PLACES = [
  ...[0, 1, 2, 3].map((n) => ({ x: 160 + n * 250, y: 190 })),
  ...[0, 1, 2, 3].map((n) => ({ x: 160 + n * 250, y: 560 })),
];

let home;
before(() => void (home = new Home()));
after(() => home?.remove());

/** What was pressed, and the letters of the words and numbers that had to be said. */
class Count {
  keys = 0;
  letters = 0;
  drags = 0;
  clicks = 0;
  /** Presses beyond the letters, for each statement. */
  beyond = [];

  /** One more press for the last statement. */
  again() {
    this.keys += 1;
    this.beyond[this.beyond.length - 1] += 1;
  }

  statement(keys, ...words) {
    const letters = [...words.filter(Boolean).join(" ")].length;
    this.keys += keys;
    this.letters += letters;
    this.beyond.push(keys - letters);
  }
}

const average = (numbers) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
const bare = (amount) => amount.replace(/[~?!]/g, "");

function row(way, what, { keys, letters, beyond, clicks, drags }) {
  return {
    way,
    what,
    statements: beyond.length,
    "keys pressed": keys,
    "letters of the words": letters,
    "beyond, on average": Math.round(10 * average(beyond)) / 10,
    "beyond, at most": Math.max(...beyond),
    clicks,
    drags,
  };
}

const table = [];
const acts = [];

/** The map as it is written, without places. */
async function statementsOf(window, name) {
  await window.isSaved();
  await window.close();
  const out = home.file(`${name}.txt`);
  const [document] = home.documents();
  assert.equal(home.run("export", `${home.maps}/${document}`, "--text", out).status, 0);
  const text = readFileSync(out, "utf8");
  rmSync(`${home.maps}/${document}`);
  return text;
}

/** Every flow is there with its kind, number and evidence. */
function assertWhole(text) {
  for (const [from, kind, amount, label, to] of FLOWS) {
    const says = (line) =>
      [from, kind, bare(amount), label].every((part) => line.includes(part)) &&
      line.includes(`-> ${to}`) &&
      line.includes("estimated") === amount.startsWith("~") &&
      line.includes("known") === amount.endsWith("!");
    assert.ok(text.split("\n").some(says), `${from} -${kind} ${amount} ${label}-> ${to} is not in\n${text}`);
  }
}

test("in the speed lane alone", async () => {
  const window = await start(home);
  await window.newMap();
  const lane = await window.lane();
  await lane.click();
  const value = () => lane.getValue();
  let keys = 0;
  const type = async (text) => {
    await window.type(text);
    keys += [...text].length;
  };
  /** Types a name until the first completion is all of it, and takes it. */
  const complete = async (name) => {
    for (let n = 1; n <= name.length; n++) {
      await type(name[n - 1]);
      if (n >= name.length - 1) continue;
      const isSaid = () => document.querySelector("#lane-foresight")?.ariaBusy === "false";
      await until(() => window.browser.execute(isSaid), "what is typed so far is understood");
      const offered = await window.browser.execute(
        () => document.querySelector("#lane-completions li .label")?.textContent ?? null,
      );
      if (offered !== name) continue;
      const sofar = await value();
      await window.browser.keys("\uE004");
      keys += 1;
      await until(async () => (await value()) !== sofar, `${name} is completed`);
      assert.ok((await value()).trimEnd().endsWith(name), `${await value()} ends with ${name}`);
      return;
    }
  };
  const enter = async () => {
    await window.keys("Enter");
    keys += 1;
    await until(async () => (await value()) === "", "the lane takes it in");
  };
  const gap = async () => {
    if (!/\s$/.test(await value())) await type(" ");
  };

  const actors = new Count();
  for (const [name, role] of ACTORS) {
    keys = 0;
    await type(`${name} : `);
    await complete(role);
    await enter();
    actors.statement(keys, name, role);
  }
  table.push(row("speed lane", "actors with a role", actors));

  const flows = new Count();
  for (const [from, kind, amount, label, to] of FLOWS) {
    keys = 0;
    await complete(from);
    await gap();
    await type(`-${kind} ${amount}${label && ` ${label}`}-> `);
    await complete(to);
    await enter();
    flows.statement(keys, from, kind, bare(amount), label, to);
  }
  table.push(row("speed lane", "flows with kind, number, evidence", flows));
  await window.screenshot("effort-lane");
  assertWhole(await statementsOf(window, "lane"));
  assert.ok(average(flows.beyond) <= 2, `at most two beyond the words on average: ${flows.beyond}`);
});

test("with mouse and keys alone", async () => {
  const window = await start(home);
  await window.newMap();
  const actors = new Count();
  for (const [n, [name]] of ACTORS.entries()) {
    await window.addActor(name, PLACES[n]);
    actors.clicks += 2;
    actors.statement(name.length + 1, name);
  }
  table.push(row("mouse and keys", "actors", actors));

  const flows = new Count();
  let usual = null;
  for (const [from, kind, amount, label, to] of FLOWS) {
    const text = [amount, label].filter(Boolean).join(" ");
    const drawn = (await window.onTheMap()).length;
    const target = await window.placeOf(to);
    const rim = await window.rimOf(from, target).catch(async () => {
      // The words being written lie over the rim: Enter puts them away.
      await window.keys("Enter");
      flows.again();
      return window.rimOf(from, target);
    });
    await window.drag(rim, target);
    await until(async () => (await window.onTheMap()).length > drawn, `${from} to ${to} is drawn`);
    await window.named("Kind of the new flow");
    // A new flow is of the kind of the last: who writes on it at once keeps that. A digit would choose another.
    const isChosen = kind !== usual || /^[1-6]/.test(text);
    if (isChosen) await window.keys(String(KINDS.indexOf(kind) + 1));
    usual = kind;
    await window.type(text);
    flows.drags += 1;
    // The next drag keeps what is written; Enter is for the last one alone.
    const isLast = flows.drags === FLOWS.length;
    if (isLast) await window.keys("Enter");
    await window.nextFrame();
    flows.statement(Number(isChosen) + text.length + Number(isLast), bare(amount), label);
  }
  table.push(row("mouse and keys", "flows with kind, number, evidence", flows));
  await window.screenshot("effort-mouse");
  assertWhole(await statementsOf(window, "mouse"));
  const words = `at most a digit and the evidence's mark beyond the words, and Enter after the last: ${flows.beyond}`;
  assert.ok(average(flows.beyond) <= 1.5, words);
  assert.ok(Math.max(...flows.beyond.slice(0, -1)) <= 2, words);
  assert.ok(flows.beyond.at(-1) <= 3, words);
});

test("what is there is changed in few presses", async () => {
  const window = await start(home);
  try {
    await window.newMap();
    await window.speak(
      "us Shop\nAcme {at 0 0}\nShop {at 560 0}\nChief {at 0 300}\nCIO : influencer {at 560 300}\n" +
        "Acme -money 300k/y licences-> Shop\nShop -trust 4-> CIO\nAcme -trust 3-> Chief",
    );
    await window.selectNothing();
    await window.keys("f");
    await window.atRest();
    const told = (name) =>
      until(async () => (await window.onTheMap()).includes(name), `${name} is on the map`);
    let presses = 0;
    const click = async (name, keys) => {
      await window.click(await window.placeOf(name), { keys });
      presses += 1;
    };
    const press = async (...keys) => {
      await window.keys(...keys);
      presses += 1;
    };
    /** Does an act and holds the program to so many presses and clicks, from nothing selected. */
    const act = async (name, most, run, comes) => {
      await window.selectNothing();
      presses = 0;
      await run();
      await told(comes);
      acts.push({ act: name, "presses and clicks": presses });
      assert.ok(presses <= most, `${name}: ${presses}`);
    };

    await act(
      "estimated, on a flow",
      3,
      async () => {
        await click("money from Acme");
        await press("~");
        await window.heard("How much, and its label");
        await press("Enter");
      },
      "money from Acme to Shop: licences · ≈$300k/yr, estimated",
    );
    await act(
      "known, by the menu under the pointer",
      2,
      async () => {
        pressRight(window.main, await window.placeOf("money from Acme"));
        await (await window.browser.$("//*[@role='menuitem'][contains(., 'Mark as known')]")).click();
        presses += 2;
      },
      "money from Acme to Shop: licences · $300k/yr",
    );
    await act(
      "another kind",
      2,
      async () => {
        await click("money from Acme");
        await press("6");
      },
      "product from Acme to Shop: licences · 300k/yr",
    );
    await window.undo();
    await told("money from Acme to Shop: licences · $300k/yr");
    await act(
      "turned around",
      2,
      async () => {
        await click("money from Acme");
        await press("Control", "r");
      },
      "money from Shop to Acme: licences · $300k/yr",
    );
    await act(
      "renamed",
      3,
      async () => {
        await click("Acme");
        await press("F2");
        await window.heard("Name");
        await window.type("Acme Ltd");
        await press("Enter");
      },
      "Acme Ltd",
    );
    await act(
      "one more role",
      3,
      async () => {
        await click("CIO");
        await press("r");
        await window.heard("Roles");
        await window.type("deci");
        await press("Enter");
      },
      "CIO: influencer, decider",
    );
    await window.keys("Escape");
    await until(
      () => window.browser.execute(() => document.activeElement.matches("[data-canvas]")),
      "the map has the keys again",
    );
    await act(
      "two actors made one",
      3,
      async () => {
        await click("CIO");
        await click("Chief", ["Shift"]);
        await press("Control", "m");
      },
      "trust from Acme Ltd to CIO: 3/5, assumed",
    );
    assert.deepEqual(await window.actors(), ["Acme Ltd", "Shop", "CIO: influencer, decider"]);
    await window.undo();
    await told("Chief");
  } finally {
    await window.stop();
  }
});

after(() => {
  console.table(table);
  console.table(acts);
});
