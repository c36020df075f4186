// How long it takes from the Enter that changes one amount on a large map until the web view has received the
// first findings, and all of them. Run by itself:
// `tests/tools/in-a-window.sh node tests/bench/findings.mjs [actors flows]`. PORTOLAN names the program to measure.

import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { Home, start, until } from "../e2e/program.mjs";

const ROLES = ["customer", "intermediary", "platform", "complement", "supplier"];
const KINDS = ["data", "trust", "attention", "product"];
/** Changes measured. */
const RUNS = 12;

/** A map of this size in the notation: random ends, half of the flows money, some through others. */
function busyMap(actors, flows) {
  let state = 7n;
  const below = (n) => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return Number(state >> 33n) % n;
  };
  const columns = Math.ceil(Math.sqrt(actors * 1.3));
  const name = (n) => (n === 0 ? "We" : `Firm ${n}`);
  const lines = ['map "A busy map"', "us We"];
  for (let n = 0; n < actors; n++) {
    const place = `{at ${(n % columns) * 280} ${Math.floor(n / columns) * 160}}`;
    lines.push(`${name(n)} : ${n === 0 ? "own organisation" : ROLES[n % ROLES.length]} ${place}`);
  }
  for (let n = 0; n < flows; n++) {
    const [from, to] = [below(actors), below(actors)];
    if (from === to) continue;
    if (n % 2) lines.push(`${name(from)} -${KINDS[below(4)]} ${1 + below(5)}-> ${name(to)}`);
    else {
      const more = n % 20 === 0 ? ` {via ${name(below(actors))}}` : "";
      lines.push(`${name(from)} -money ${1 + below(99)}k/y-> ${name(to)}${more}`);
    }
  }
  lines.push("Firm 5 -money 50k/y-> We");
  return lines.join("\n");
}

/** Rows of { what, median, p95, max } in milliseconds, and the size of what is delivered in kB. */
export async function measureFindings(actors = 2000, flows = 6000) {
  const home = new Home();
  const file = home.file("busy.txt");
  writeFileSync(file, busyMap(actors, flows));
  const window = await start(home, { file, width: 1280, height: 720, pictured: false });
  try {
    await until(() => window.placeOf("We"), "the map is drawn", 120_000);
    await window.selectNothing();
    const isEvaluated = () =>
      window.browser.execute(() => document.querySelector(".says .coverage") !== null);
    await until(isEvaluated, "the map is evaluated", 60_000);
    await listen(window.browser);
    await window.keys("/");
    const rows = { first: [], all: [], kilobytes: [] };
    for (let n = 0; n < RUNS; n++) {
      await window.browser.execute(() => (window.heard = { begun: null, parts: [] }));
      // Not by the window's own words: looking an element up among thousands by name takes seconds.
      await window.type(`Firm 5 -money ${60 + n}k/y-> We`);
      await window.keys("Enter");
      const parts = await until(() => allParts(window.browser), "all is evaluated", 60_000);
      rows.first.push(parts[0].after);
      rows.all.push(parts.at(-1).after);
      rows.kilobytes.push(...parts.map((part) => part.size / 1000));
    }
    const map = `${actors} / ${flows}`;
    return Object.entries(rows).map(([what, values]) => ({ map, what, ...spread(values) }));
  } finally {
    await window.stop();
    home.remove();
  }
}

/** Notes, in the page, when an Enter is pressed and when each evaluation has been read. */
function listen(browser) {
  return browser.execute(() => {
    window.heard = { begun: null, parts: [] };
    addEventListener(
      "keydown",
      (event) => event.key === "Enter" && (window.heard.begun = performance.now()),
      true,
    );
    // What is long is fetched by the web view and read as JSON.
    const { json } = Response.prototype;
    Response.prototype.json = async function () {
      const payload = await json.call(this);
      if (payload?.event === "evaluated" && window.heard.begun !== null) {
        const after = performance.now() - window.heard.begun;
        window.heard.parts.push({ after, open: payload.open.length, payload });
      }
      return payload;
    };
  });
}

/** What has arrived, once nothing is open any more; sizes are taken now, off the clock. */
function allParts(browser) {
  return browser.execute(() => {
    const { parts } = window.heard;
    if (parts.at(-1)?.open !== 0) return null;
    return parts.map(({ after, payload }) => ({ after, size: JSON.stringify(payload).length }));
  });
}

function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share) => Math.round(sorted[Math.ceil((sorted.length - 1) * share)]);
  return { median: at(0.5), p95: at(0.95), max: at(1) };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [actors, flows] = process.argv.slice(2).map(Number);
  console.table(await measureFindings(actors, flows));
}
