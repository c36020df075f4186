// The window follows the system: dark, and without motion where none is wanted.

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Home, shut, start, until } from "./program.mjs";

let home;
let window;
let browser;

/** Without a bus, on which a portal would tell the wishes of a desktop that is not there. */
class Alone extends Home {
  get env() {
    return { ...super.env, DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent" };
  }
}

before(async () => {
  home = new Alone();
  const folder = join(home.env.XDG_CONFIG_HOME, "gtk-3.0");
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, "settings.ini"),
    "[Settings]\ngtk-enable-animations=0\ngtk-application-prefer-dark-theme=1\n",
  );
  window = await start(home, { file: join("tests", "samples", "mid-market-software.txt") });
  browser = window.browser;
  await window.evaluated();
});

after(() => shut(window, home));

test("the system's wishes reach the window", async () => {
  const wishes = await browser.execute(() => ({
    still: matchMedia("(prefers-reduced-motion: reduce)").matches,
    dark: matchMedia("(prefers-color-scheme: dark)").matches,
    theme: document.documentElement.dataset.theme,
  }));
  assert.deepEqual(wishes, { still: true, dark: true, theme: "dark" });
});

test("nothing in the window moves by itself", async () => {
  const moving = await browser.execute(() =>
    [...document.querySelectorAll("*")]
      .filter((element) => {
        const { transitionDuration, transitionProperty, animationName } = getComputedStyle(element);
        const glides = transitionProperty !== "none" && !/^0s(, 0s)*$/.test(transitionDuration);
        return glides || animationName !== "none";
      })
      .map((element) => element.outerHTML.slice(0, 80)),
  );
  assert.deepEqual(moving, []);
});

test("the camera is where it goes at once", async () => {
  await window.selectNothing();
  await browser.execute(() => document.querySelector("[data-canvas]").focus());
  const before = await window.placeOf("Integrator A");
  await browser.execute(() => {
    const seen = (document.seen = []);
    const look = () => {
      const { x, y } = document.querySelector('[data-key^="actor:"]').dataset;
      const place = `${Math.round(x)} ${Math.round(y)}`;
      if (seen.at(-1) !== place) seen.push(place);
      requestAnimationFrame(look);
    };
    look();
  });
  await window.keys("+");
  await until(async () => (await window.placeOf("Integrator A")).x !== before.x, "it has zoomed");
  await window.atRest();
  const places = await browser.execute(() => document.seen.length);
  assert.equal(places, 2, "one place before the key, one after it");
});
