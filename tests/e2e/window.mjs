// The window in the domain's words. Finds everything by what assistive technology hears: role and name.

import { existsSync } from "node:fs";
import { LIMIT, picture, until } from "./program.mjs";
import { closeWindow, onClipboard, ownWindows, putOnClipboard, typeIntoWindow } from "./screen.mjs";

/** Points on the way of a drag; the driver itself would jump to its end. */
const STEPS = 12;
/** The pointer that drags: one and the same, so that what it holds can be let go later. */
const MOUSE = { id: "mouse" };
/** Milliseconds within which another click at the same place belongs to the clicks before it. */
const TOGETHER = 600;
/** Milliseconds after which somebody presses a key again that nothing came of. */
const AGAIN = 5000;
const ALL = "What do you want to do?";
const LANE = "Speed lane: one statement on each line";
const KEYS = { Enter: "\uE007", Escape: "\uE00C", Control: "\uE009", Shift: "\uE008", Alt: "\uE00A" };

export class Window {
  /** Where and when it was clicked the last time. */
  #clicked = null;

  constructor(browser, { home, stop }) {
    this.browser = browser;
    this.home = home;
    this.stop = stop;
    [this.main] = ownWindows();
  }

  /** The element with this accessible name, once it is there. */
  async named(name, tag = "*") {
    const byName = `//${tag}[@aria-label=${quoted(name)} or normalize-space()=${quoted(name)}]`;
    const element = await this.browser.$(byName);
    await element.waitForExist({ timeout: LIMIT, timeoutMsg: `There is no ${tag} named "${name}"` });
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

  /** Types a text, one key after the other. */
  async type(text) {
    const keyboard = this.browser.action("key");
    for (const key of text) keyboard.down(key).up(key);
    await keyboard.perform(true);
  }

  async screenshot(name) {
    await this.browser.pause(250);
    const path = picture(name);
    await this.browser.saveScreenshot(path);
    return path;
  }

  /** Waits until what was drawn last is on the screen. */
  async nextFrame() {
    await this.browser.executeAsync((done) =>
      requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0))),
    );
  }

  /** Waits until the camera rests, all is painted, and the list beside the canvas tells of all as it is now. */
  async atRest() {
    await until(() => this.#atRest(), "the map is at rest");
  }

  /** Whether the map is at rest; where a name is given, where what is called so, or begins so, is then. */
  #atRest(name = null) {
    return this.browser.executeAsync((name, done) => {
      const look = () => {
        const isPainted = document.querySelector("[data-canvas][data-settled]");
        const isTold = document.querySelector(".unseen > ul[aria-busy=false]");
        if (!isPainted || !isTold || name === null) return done(Boolean(isPainted && isTold));
        const all = [...document.querySelectorAll("[data-key]")];
        const named = (is) => all.find((b) => is(b.getAttribute("aria-label") ?? ""));
        const found = named((n) => n === name) ?? named((n) => n.startsWith(name));
        done(found ? { x: Number(found.dataset.x), y: Number(found.dataset.y) } : null);
      };
      // A legend that has come or gone sets the camera off a frame later.
      requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(look)));
    }, name);
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

  /** Waits until every sample shows its page. */
  async samplesShown() {
    const shown = () => {
      const buttons = [...document.querySelectorAll("button[aria-label^='Open the sample']")];
      return buttons.length > 0 && buttons.every((b) => b.querySelector("canvas, svg, [role=img]"));
    };
    await until(() => this.browser.execute(shown), "the samples show their pages", 30_000);
  }

  async openSample(title) {
    await this.press(`Open the sample ${title}`);
    await this.named("Title of the map");
  }

  async recent() {
    return this.browser.$$("//section[.//h2='Recent maps']//button").map((b) => b.getAttribute("aria-label"));
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

  /** Says something in the speed lane; several lines go in as one. */
  async speak(text) {
    const lane = await this.lane();
    await lane.click();
    for (const [n, line] of text.split("\n").entries()) {
      if (n > 0) await this.keys("Shift", "Enter");
      await this.type(line);
    }
    await this.keys("Enter");
    await this.#taken(lane, text);
  }

  /** Waits until what was said is on the map. */
  #taken(lane, text) {
    const isTaken = (area) => area.value === "" && area.getAttribute("aria-busy") === "false";
    return until(() => this.browser.execute(isTaken, lane), `the lane takes in "${text}"`);
  }

  /** Says a whole list in the speed lane, pasted as from another program. */
  async speakPasted(text) {
    const lane = await this.lane();
    await lane.click();
    putOnClipboard(text);
    await this.keys("Control", "v");
    await until(async () => (await lane.getValue()) === text, "the list is pasted");
    await this.keys("Enter");
    await this.#taken(lane, text);
  }

  async lane() {
    if (!(await this.has(LANE))) await this.keys("/");
    return this.named(LANE);
  }

  // List of all actions

  /** Waits until a text field of this name hears what is typed. */
  heard(name) {
    const has = (label) => document.activeElement.ariaLabel === label;
    return until(() => this.browser.execute(has, name), `"${name}" hears what is typed`);
  }

  /** Runs an action by its name, through the list of all. */
  async act(name) {
    await this.keys("Control", "k");
    await this.heard(ALL);
    await this.type(name);
    const entry = await this.browser.$(`//*[@role="option"][span[1][normalize-space()=${quoted(name)}]]`);
    await entry.waitForExist();
    await entry.click();
    await until(async () => !(await this.has(ALL)), "the list is closed");
  }

  // Title, page

  async title() {
    return (await this.named("Title of the map")).getValue();
  }

  async nameMap(title) {
    await (await this.named("Title of the map")).click();
    await this.keys("Control", "a");
    await this.type(title);
    await this.keys("Enter");
    await until(async () => (await this.title()) === title, "the map has its title");
  }

  async openPage() {
    await this.press("Page");
    await this.named("PDF", "button");
  }

  /** Waits until the page is as its settings say, and all beside it in its place. */
  composed() {
    const isDone = () => document.querySelector("main[aria-busy=false]") !== null;
    return until(() => this.browser.execute(isDone), "the page is composed");
  }

  /** Presses the button for a format and gives the file's path to the system's dialog. */
  async exportAs(format, path) {
    const button = await this.named(format, "button");
    await button.waitForEnabled();
    await button.click();
    await this.chooseFile(path);
    await until(() => existsSync(path), `${path} is written`);
  }

  // Canvas

  /** Names of all actors and flows, as the list beside the canvas says them once it has caught up. */
  async onTheMap() {
    return this.#told("[data-key]");
  }

  async actors() {
    return this.#told('[data-key^="actor:"]');
  }

  async #told(selector) {
    const names = (selector) =>
      document.querySelector(".unseen > ul[aria-busy=true]")
        ? null
        : [...document.querySelectorAll(selector)].map((b) => b.getAttribute("aria-label"));
    return until(() => this.browser.execute(names, selector), "the list tells of all as it is now");
  }

  /** Where an actor's or flow's middle is in the window, once its name begins so. */
  async placeOf(name) {
    return until(() => this.#atRest(name), `"${name}" is on the map, at rest`);
  }

  /** Clicks: a hand that has clicked here before waits so that this is no third click of a double-click. */
  async click(at, { count = 1, keys = [] } = {}) {
    const { at: last, when = -Infinity } = this.#clicked ?? {};
    if (last && round(last.x) === round(at.x) && round(last.y) === round(at.y))
      await this.browser.pause(Math.max(0, when + TOGETHER - Date.now()));
    const held = keys.map((k) => KEYS[k] ?? k);
    const keyboard = held.length ? this.browser.action("key") : null;
    for (const key of held) keyboard.down(key);
    if (keyboard) await keyboard.perform(true);
    const pointer = this.browser.action("pointer").move({ x: round(at.x), y: round(at.y), duration: 0 });
    for (let n = 0; n < count; n++) pointer.down().up();
    await pointer.perform();
    this.#clicked = { at, when: Date.now() };
    if (keyboard) await this.browser.releaseActions();
  }

  async drag(from, to, { hold } = {}) {
    const pointer = this.browser
      .action("pointer", MOUSE)
      .move({ x: round(from.x), y: round(from.y), duration: 0 });
    pointer.pause(30).down();
    for (let n = 1; n <= STEPS; n++) {
      const [x, y] = [from.x + ((to.x - from.x) * n) / STEPS, from.y + ((to.y - from.y) * n) / STEPS];
      pointer.move({ x: round(x), y: round(y), duration: 0 }).pause(16);
    }
    if (!hold) pointer.up();
    await pointer.perform(hold);
  }

  /** Lets go at a place what a drag holds. */
  async letGo(at) {
    const pointer = this.browser.action("pointer", MOUSE);
    await pointer
      .move({ x: round(at.x), y: round(at.y), duration: 0 })
      .pause(30)
      .up()
      .perform();
  }

  /** Adds an actor by a double-click on empty space and names it. */
  async addActor(name, at) {
    await this.click(at, { count: 2 });
    await this.heard("Name");
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

  /** Draws a flow from a card's rim to another card, and gives it a kind by its number. */
  async drawFlow(from, to, kind) {
    const target = await this.placeOf(to);
    await this.drag(await this.rimOf(from, target), target);
    await this.named("Kind of the new flow");
    await this.keys(String(kind));
    await until(async () => !(await this.has("Kind of the new flow")), "the kind is picked");
  }

  /** Types the label of the flow that is selected. */
  async writeLabel(text) {
    await this.heard("How much, and its label");
    await this.type(text);
    await this.keys("Enter");
    await until(
      async () => (await this.onTheMap()).some((n) => n.includes(text)),
      `a flow is called ${text}`,
    );
  }

  /** Where the pointer turns into a cross, on the way from an actor's middle towards a place. */
  async rimOf(name, towards) {
    const from = await this.placeOf(name);
    const far = Math.hypot(towards.x - from.x, towards.y - from.y);
    const canvas = await this.named("Map", "canvas");
    for (let way = 12; way < Math.min(far, 240); way += 4) {
      const at = {
        x: from.x + ((towards.x - from.x) * way) / far,
        y: from.y + ((towards.y - from.y) * way) / far,
      };
      await this.hover(at);
      await this.nextFrame();
      const cursor = await this.browser.execute((element) => element.style.cursor, canvas);
      if (cursor === "crosshair") return at;
    }
    throw new Error(`${name} has no rim towards ${JSON.stringify(towards)}`);
  }

  /** Leaves the lane or an input, then what is selected. */
  async selectNothing() {
    await this.keys("Escape");
    await this.keys("Escape");
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

  /** Waits until the panel tells how much of the map has numbers. */
  async evaluated() {
    await until(async () => /flows? ha(s|ve) a number/.test(await this.text()), "the map is evaluated");
  }

  // Panel

  /** The sentence of the panel that holds these words, once it is said. */
  async sentence(words) {
    const sentence = await this.browser.$(
      `//aside//button[@aria-pressed and not(@aria-label) and contains(., ${quoted(words)})]`,
    );
    await sentence.waitForExist({ timeout: LIMIT, timeoutMsg: `The panel does not say "${words}"` });
    return sentence;
  }

  /** Presses a button that appears beside a sentence when the pointer is on it. */
  async pressBeside(words, name) {
    // What the map says may be said anew while one reaches for it.
    await until(async () => {
      const sentence = await this.sentence(words);
      await sentence.scrollIntoView({ block: "center" });
      await sentence.moveTo();
      const button = await sentence.$(`./following-sibling::*//button[@aria-label=${quoted(name)}]`);
      if (!(await button.isDisplayed())) return false;
      await button.click();
      return true;
    }, `"${name}" is pressed beside "${words}"`);
  }

  /** Puts a text into an input in place of what is in it. */
  async write(name, text) {
    const input = await this.named(name, "input");
    await input.scrollIntoView({ block: "center" });
    await input.click();
    await this.keys("Control", "a");
    await this.type(text);
    await this.keys("Enter");
  }

  /** Waits until what is on the screen is also on disk. */
  async isSaved() {
    await until(async () => (await this.text()).includes("saved"), "everything is saved");
  }

  // System

  /** Types a path into the system's file dialog that has opened, and accepts it. */
  async chooseFile(path, keys = ["ctrl+a"]) {
    const dialog = await until(() => ownWindows().find((id) => id !== this.main), "a file dialog opens");
    const isThere = () => ownWindows().includes(dialog);
    await insisting(() => isThere() && typeIntoWindow(dialog, path, keys), isThere, "the file dialog closes");
  }

  /** The same where the file is one that is there: the dialog has a line for its path only when asked. */
  findFile(path) {
    return this.chooseFile(path, ["ctrl+l", "ctrl+a"]);
  }

  /** Copies or cuts by `act`, and waits until something else is on the clipboard. */
  async toClipboard(act) {
    const before = "nothing was copied yet";
    putOnClipboard(before);
    await act();
    return until(
      () => ![null, "", before].includes(onClipboard()) && onClipboard(),
      "it is on the clipboard",
    );
  }

  /** Asks the window to close, as its title bar would, and waits until the program has ended. */
  async close() {
    await insisting(
      () => closeWindow(this.main),
      () => ownWindows().length > 0,
      "the window closes",
    );
    await this.stop();
  }
}

const round = Math.round;

/**
 * Does what makes a window go, and again where it is still there after some seconds, as somebody in front of it
 * would: a key may come before the window hears keys.
 */
async function insisting(act, isThere, what) {
  let last = -Infinity;
  await until(() => {
    if (!isThere()) return true;
    if (Date.now() - last > AGAIN) {
      last = Date.now();
      act();
    }
    return false;
  }, what);
}

/** A text as an XPath literal. */
function quoted(text) {
  return text.includes('"') ? `concat("${text.split('"').join(`", '"', "`)}")` : `"${text}"`;
}
