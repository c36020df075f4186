// What the window says of files it cannot take, and of a web view that dies.

import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, test } from "node:test";
import { Home, start, startAlone, until } from "./program.mjs";

let home;
let window;

beforeEach(() => {
  home = new Home();
});

afterEach(async () => {
  await window?.stop();
  window = undefined;
  home.remove();
});

/** A document made from a text. */
function document(name, text) {
  const [source, made] = [home.file(`${name}.txt`), home.file(`${name}.portolan`)];
  writeFileSync(source, text);
  const { status, stderr } = home.run("import", source, made);
  assert.equal(status, 0, stderr);
  return made;
}

async function says(words) {
  await until(async () => (await window.text()).toLowerCase().includes(words), `the window says "${words}"`);
}

for (const [what, name, bytes, words] of [
  ["a file that is no document", "photo.portolan", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0]), "neither"],
  ["a workbook", "list.xlsx", Buffer.from("PK\u0003\u0004"), "copy its cells and paste them onto a map"],
  ["an empty document", "lost.portolan", Buffer.alloc(0), "is empty"],
]) {
  test(`${what} is named on the start page, and a new map can be made`, async () => {
    writeFileSync(home.file(name), bytes);
    window = await start(home, { file: home.file(name) });
    await says(words);
    assert.deepEqual(readFileSync(home.file(name)), bytes);
    await window.newMap();
  });
}

test("a missing file is named on the start page", async () => {
  window = await start(home, { file: home.file("nowhere.portolan") });
  await says("there is no file");
});

test("a damaged document is refused and left as it is", async () => {
  const file = document("shop", "Buyers -money 40k/y-> Shop\n");
  const half = readFileSync(file).subarray(0, 5000);
  writeFileSync(file, half);
  window = await start(home, { file });
  await says("damaged");
  assert.deepEqual(readFileSync(file), half);
});

test("lines of a text that are not understood are told, and the others are on the map", async () => {
  const file = home.file("list.txt");
  writeFileSync(file, "Buyers -money 40k/y-> Shop\nShop -mony 3-> Baker\n");
  window = await start(home, { file });
  await window.placeOf("Buyers");
  await says("line 2");
});

// A driver ends its session when the page dies, so this one goes by the keyboard alone.
test("a web view that dies comes back with the map, and drawing goes on", async () => {
  const file = document("shop", "Buyers -money 40k/y-> Shop\n");
  const program = startAlone(home, file);
  const taken = (name, what) =>
    until(async () => {
      await program.says(`${name} -money 3k/y-> Shop`);
      return textIn(file).includes(name);
    }, `${what} is on disk`);
  try {
    await taken("Diners", "what is said first");
    const [before] = webViews(home);
    process.kill(before, "SIGKILL");
    await until(() => webViews(home).some((pid) => pid !== before), "a new web view is there");
    await taken("Bakers", "what is said in the new web view");
    assert.match(textIn(file), /Diners/);
  } finally {
    program.end();
  }
});

/** The document as text. */
function textIn(file) {
  const out = home.file("now.txt");
  const { status, stderr } = home.run("export", file, "--text", out);
  assert.equal(status, 0, stderr);
  return readFileSync(out, "utf8");
}

/** The web view processes of the program that runs in this home. */
function webViews({ path }) {
  const isOurs = (pid) => {
    try {
      const name = readFileSync(`/proc/${pid}/comm`, "utf8");
      return (
        name.startsWith("WebKitWebProces") && readFileSync(`/proc/${pid}/environ`, "utf8").includes(path)
      );
    } catch {
      return false;
    }
  };
  return readdirSync("/proc").map(Number).filter(Boolean).filter(isOurs);
}
