// What if something stopped: the scenario in the panel and on the map, and back again.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { opened, shut, until } from "./program.mjs";

let home;
let window;

before(async () => {
  ({ home, window } = await opened({ file: join("tests", "samples", "mid-market-software.txt") }));
  await window.evaluated();
  await window.selectNothing();
});

after(() => shut(window, home));

const says = (pattern) => until(async () => pattern.test(await window.text()), `the panel says ${pattern}`);

test("stopping an actor shows the numbers that change and how sure that is, and leaves the map as it is", async () => {
  await window.selectActor("Integrator A");
  await window.keys("Shift", "w");
  await says(/\$960k\s*→\s*\$660k\s*falls by 31%, almost surely/);
  assert.equal(
    await (await window.named("Name of the scenario", "input")).getValue(),
    "Without Integrator A",
  );
  assert.ok((await window.actors()).some((name) => name.startsWith("Integrator A")));
});

test("once it is worked out the window is at rest: nothing is asked or painted again", async () => {
  const painted = () =>
    window.browser.executeAsync((done) => {
      const canvas = document.querySelector("[data-canvas]");
      let times = 0;
      const watch = new MutationObserver(() => times++);
      watch.observe(canvas, { attributeFilter: ["data-settled"] });
      setTimeout(() => done(times), 1500);
    });
  await until(async () => (await painted()) === 0, "nothing is painted for a while");
});

test("a change is taken back, a line of notation adds one, and another scenario stands beside", async () => {
  await window.press("Take back: without Integrator A");
  await says(/Nothing is different yet/);
  await window.write("Say what is different", "meet Security certification");
  await says(/falls by 70 days, surely/);
  await window.press("Duplicate this scenario");
  await until(
    () => window.browser.execute(() => document.querySelectorAll(".whatif li .name").length === 1),
    "there are two scenarios",
  );
});

test("Escape leaves the scenario", async () => {
  await window.selectActor("Integrator B");
  await window.selectNothing();
  await until(async () => !(await window.has("Name of the scenario", "input")), "the scenario is left");
});
