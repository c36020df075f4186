// Words that can be read, whole and in sight, in every palette and at the smallest size that must be whole.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { faultsOf } from "./looks.mjs";
import { opened, shut } from "./program.mjs";

const PALETTES = ["Light", "Dark", "High contrast, black on white", "High contrast, white on black"];
const PANELS = {
  Selection: ["Control", "i"],
  "What the map says": ["Control", "j"],
  Outline: ["Control", "Shift", "o"],
  Registers: ["Control", "Shift", "r"],
  "What if": ["Control", "Shift", "i"],
  Workshop: ["w"],
};

let home;
let window;
let browser;

before(async () => {
  ({ home, window } = await opened({
    file: join("tests", "samples", "mid-market-software.txt"),
    width: 1280,
    height: 720,
  }));
  browser = window.browser;
  await window.evaluated();
  await window.selectNothing();
});

after(() => shut(window, home));

async function isFlawless(what) {
  await window.nextFrame();
  assert.deepEqual(await faultsOf(browser), [], what);
}

const onCanvas = () => browser.execute(() => document.querySelector("[data-canvas]").focus());

test("a fault is found where there is one", async () => {
  await browser.execute(() => {
    const faint = document.createElement("p");
    faint.id = "faint";
    faint.textContent = "hardly to be read";
    faint.style.cssText = "position:fixed;top:0;left:1270px;color:#999;background:#fff;white-space:nowrap";
    document.body.append(faint);
  });
  const faults = await faultsOf(browser);
  await browser.execute(() => document.getElementById("faint").remove());
  assert.ok(
    faults.some((fault) => fault.startsWith("contrast 2.85")),
    faults.join(),
  );
  assert.ok(
    faults.some((fault) => fault.startsWith("out of the window")),
    faults.join(),
  );
});

for (const palette of PALETTES) {
  test(`in the palette "${palette}"`, async () => {
    await window.act(palette);
    for (const [panel, keys] of Object.entries(PANELS)) {
      await onCanvas();
      await window.keys(...keys);
      await isFlawless(`${palette}: ${panel}`);
    }
    await onCanvas();
    await window.keys("Control", "j");
    await window.keys("?");
    await browser.$("[role=dialog]").waitForExist();
    await isFlawless(`${palette}: help`);
    await window.keys("Escape");
    await browser.$("[role=dialog]").waitForExist({ reverse: true });
    await window.openPage();
    await (await window.named("PDF", "button")).waitForEnabled();
    await isFlawless(`${palette}: page`);
    await window.keys("Escape");
    await window.named("Title of the map");
  });
}
