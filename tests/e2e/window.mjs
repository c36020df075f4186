// The window in the domain's words. Finds everything by what assistive technology hears: role and name.

import { spawnSync } from "node:child_process";
import { picture, until } from "./program.mjs";

/** Points on the way of a drag; the driver itself would jump to its end. */
const STEPS = 12;
const LANE = "Speed lane: one statement on each line";
const KEYS = { Enter: "\uE007", Escape: "\uE00C", Control: "\uE009", Shift: "\uE008", Alt: "\uE00A" };

export class Window {
  constructor(browser, { home, stop }) {
    this.browser = browser;
    this.home = home;
    this.stop = stop;
  }

  /** The element with this accessible name, once it is there. */
  async named(name, tag = "*") {
    const byName = `//${tag}[@aria-label=${quoted(name)} or normalize-space()=${quoted(name)}]`;
    const element = await this.browser.$(byName);
    await element.waitForExist({ timeout: 10_000, timeoutMsg: `There is no ${tag} named "${name}"` });
    return element;
  }

  async has(name, tag = "*") {
    return (await this.browser.$(`//${tag}[@aria-label=${quoted(name)}]`)).isExisting();
  }

  async press(name) {
    await (await this.named(name, "button")).click();
  }

  /** Presses keys held together, as in `keys("Control", "z")`. */
  async keys(...keys) {
    await this.browser.keys(keys.map((k) => KEYS[k] ?? k));
  }

  async type(text) {
    await this.browser.keys([...text]);
  }

  async screenshot(name) {
    await this.nextFrame();
    const path = picture(name);
    await this.browser.saveScreenshot(path);
    return path;
  }

  /** Waits until what was drawn last is on the screen. */
  async nextFrame() {
    await this.browser.executeAsync((done) =>
      requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))),
    );
  }

  /** The text that can be seen. */
  async text() {
    return this.browser.execute(() => document.body.innerText);
  }

  // Start page

  async newMap() {
    await this.press("New map");
    await this.named("Title of the map");
  }

  async openSample(title) {
    await this.press(`Open the sample ${title}`);
    await this.named("Title of the map");
  }

  async recent() {
    return this.browser.$$("//section[.//h2='Recent maps']//button").map((button) => button.getText());
  }

  async openRecent(name) {
    const button = await this.browser.$(`//button[starts-with(@aria-label, ${quoted(`Open ${name}, in`)})]`);
    await button.waitForExist();
    await button.click();
    await this.named("Title of the map");
  }

  async backToStart() {
    await this.press("Back to the start page");
    await this.named("New map", "button");
  }

  // Speed lane

  /** Says one or more lines in the speed lane. */
  async speak(text) {
    for (const line of text.trim().split("\n")) await this.speakLine(line.trim());
  }

  async speakLine(line) {
    const lane = await this.lane();
    await lane.click();
    await this.type(line);
    await this.keys("Enter");
    await until(async () => (await lane.getValue()) === "", `"${line}" was taken in`);
  }

  async lane() {
    if (!(await this.has(LANE))) await this.keys("/");
    return this.named(LANE);
  }

  // Canvas

  /** Names of all actors and flows, as the outline beside the canvas says them. */
  async onTheMap() {
    return this.browser.execute(() =>
      [...document.querySelectorAll("[data-key]")].map((b) => b.getAttribute("aria-label")),
    );
  }

  async actors() {
    return this.browser.execute(() =>
      [...document.querySelectorAll('[data-key^="actor:"]')].map((b) => b.getAttribute("aria-label")),
    );
  }

  /** Where an actor's or flow's middle is in the window, once its name begins so. */
  async placeOf(name) {
    return until(
      () =>
        this.browser.execute((begins) => {
          const all = [...document.querySelectorAll("[data-key]")];
          const named = (is) => all.find((b) => is(b.getAttribute("aria-label") ?? ""));
          const found = named((n) => n === begins) ?? named((n) => n.startsWith(begins));
          return found ? { x: Number(found.dataset.x), y: Number(found.dataset.y) } : null;
        }, name),
      `"${name}" is on the map`,
    );
  }

  async click(at, { count = 1, keys = [] } = {}) {
    const held = keys.map((k) => KEYS[k] ?? k);
    const keyboard = held.length ? this.browser.action("key") : null;
    for (const key of held) keyboard.down(key);
    if (keyboard) await keyboard.perform(true);
    const pointer = this.browser.action("pointer").move({ x: round(at.x), y: round(at.y), duration: 0 });
    for (let n = 0; n < count; n++) pointer.down().up();
    await pointer.perform();
    if (keyboard) await this.browser.releaseActions();
  }

  async drag(from, to, { hold } = {}) {
    const pointer = this.browser.action("pointer").move({ x: round(from.x), y: round(from.y), duration: 0 });
    pointer.pause(30).down();
    for (let n = 1; n <= STEPS; n++) {
      const [x, y] = [from.x + ((to.x - from.x) * n) / STEPS, from.y + ((to.y - from.y) * n) / STEPS];
      pointer.move({ x: round(x), y: round(y), duration: 0 }).pause(16);
    }
    if (!hold) pointer.up();
    await pointer.perform(hold);
  }

  /** Adds an actor by a double-click on empty space and names it. */
  async addActor(name, at) {
    await this.click(at, { count: 2 });
    await this.type(name);
    await this.keys("Enter");
    await this.placeOf(name);
  }

  async selectActor(name) {
    await this.click(await this.placeOf(name));
  }

  async moveActor(name, by) {
    const from = await this.placeOf(name);
    await this.drag(from, { x: from.x + by.x, y: from.y + by.y });
  }

  /** Draws a flow from a handle on an actor's rim to another actor, and gives it a kind by its number. */
  async drawFlow(from, to, kind) {
    const [a, b] = [await this.placeOf(from), await this.placeOf(to)];
    const rim = await this.rimOf(a, b);
    await this.drag(rim, b);
    await this.keys(String(kind));
  }

  /** The place of the handle on the side of the card at `a` that faces `b`. */
  async rimOf(a, b) {
    await this.hover(a);
    const card = await this.browser.execute(
      (x, y) => {
        const near = (e) => Math.hypot(Number(e.dataset.x) - x, Number(e.dataset.y) - y) < 2;
        const found = [...document.querySelectorAll('[data-key^="actor:"]')].find(near);
        return { w: Number(found?.dataset.w ?? 0), h: Number(found?.dataset.h ?? 0) };
      },
      a.x,
      a.y,
    );
    const across = Math.abs(b.x - a.x) * card.h > Math.abs(b.y - a.y) * card.w;
    return across
      ? { x: a.x + (Math.sign(b.x - a.x) * card.w) / 2, y: a.y }
      : { x: a.x, y: a.y + (Math.sign(b.y - a.y) * card.h) / 2 };
  }

  async hover(at) {
    await this.browser
      .action("pointer")
      .move({ x: round(at.x), y: round(at.y), duration: 0 })
      .perform(true);
  }

  async undo() {
    await this.keys("Control", "z");
  }

  async redo() {
    await this.keys("Control", "Shift", "z");
  }

  /** Waits until what is on the screen is also on disk. */
  async isSaved() {
    await until(async () => (await this.text()).includes("saved"), "everything is saved");
  }

  // System

  /** Types a path into the system's file dialog that is open, and accepts. */
  async chooseFile(path) {
    const dialog = await until(() => otherWindow("Portolan"), "a file dialog opens");
    xdotool("windowfocus", "--sync", dialog);
    xdotool("key", "--window", dialog, "ctrl+a");
    xdotool("type", "--delay", "15", path);
    xdotool("key", "Return");
    await until(() => !windows().includes(dialog), "the file dialog closes");
  }

  /** Asks the window to close, as its title bar would, and waits until the program has ended. */
  async close() {
    const own = windows("^Portolan|portolan$");
    for (const id of own) xdotool("windowquit", id);
    await until(() => windows("^Portolan|portolan$").length === 0, "the window closes");
    await this.stop();
  }
}

function windows(name = ".") {
  const { stdout } = spawnSync("xdotool", ["search", "--onlyvisible", "--name", name], { encoding: "utf8" });
  return stdout.split("\n").filter(Boolean);
}

function otherWindow(title) {
  void title;
  return null;
}

function xdotool(...words) {
  const { status, stderr } = spawnSync("xdotool", words, { encoding: "utf8" });
  if (status !== 0) throw new Error(`xdotool ${words.join(" ")}: ${stderr}`);
}

const round = Math.round;

/** A text as an XPath literal. */
function quoted(text) {
  return text.includes('"') ? `concat("${text.split('"').join(`", '"', "`)}")` : `"${text}"`;
}
