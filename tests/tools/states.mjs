// Photographs the window in every state it can be in, in each palette and at both sizes, into tests/out/states.
// Everything is reached by real events. Words that are too faint, cut or out of sight are told, and fail the run.
// Run by `npm run states`; words after it choose: `npm run states -- dark 1280 present` takes the dark pictures at
// 1280 x 720 of the group "present", and the same with "es" before them in Spanish.

import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { largeMap } from "../bench/frames.mjs";
import { faultsOf } from "../e2e/looks.mjs";
import { Home, start, startAlone, until } from "../e2e/program.mjs";
import { ownWindows } from "../e2e/screen.mjs";
import { inSpanish, translator } from "./spanish.mjs";

const FOLDER = join("tests", "out", "states");
const SAMPLE = join("tests", "samples", "mid-market-software.txt");
const PALETTES = {
  light: "Light",
  dark: "Dark",
  contrast: "High contrast, black on white",
  night: "High contrast, white on black",
};
const SIZES = [
  [1280, 720],
  [1920, 1080],
];
const [UP, RIGHT, F2, F5, F8] = ["\uE013", "\uE014", "\uE032", "\uE035", "\uE038"];
const DELETE = "\uE017";
/** Free of what the empty sheet says, and of what the guide has drawn. */
const SPACE = { x: 400, y: 560 };
const CORNER = { x: 240, y: 170 };

/** What the words after the command leave of some names. */
function chosen(names, words) {
  const wanted = names.filter((name) => words.some((word) => String(name) === word));
  return wanted.length > 0 ? wanted : names;
}

/** One program with its window, and the pictures taken of it. */
class Sitting {
  /** `t` says a text of the window in its language. */
  constructor(window, home, where, t) {
    Object.assign(this, { window, home, where, t });
  }

  async take(name) {
    const { window } = this;
    await window.nextFrame();
    await window.browser.pause(250);
    await window.browser.saveScreenshot(join(FOLDER, `${name} - ${this.where}.png`));
    for (const fault of await faultsOf(window.browser)) {
      process.exitCode = 1;
      console.log(`  ${name} - ${this.where}: ${fault}`);
    }
  }

  /** Waits until these words can be read. */
  says(words) {
    return until(
      async () => (await this.window.text()).includes(this.t(words)),
      `the window says "${words}"`,
      60_000,
    );
  }

  /** Lets the button go; the driver's own release tells the page nothing. */
  letGo({ x, y }) {
    const at = { x: Math.round(x), y: Math.round(y), duration: 0 };
    return this.window.browser.action("pointer").move(at).up().perform();
  }

  onCanvas() {
    return this.window.browser.execute(() => document.querySelector("[data-canvas]").focus());
  }

  /** Waits until it is said what the line that is typed will do. */
  understood() {
    const isSaid = () => document.querySelector("#lane-foresight")?.ariaBusy === "false";
    return until(() => this.window.browser.execute(isSaid), "what is typed is understood");
  }

  async fit() {
    await this.onCanvas();
    await this.window.keys("f");
    await this.window.atRest();
  }
}

/** Each group sits before a program of its own; `file` makes what it is started on. */
const groups = {
  start: {
    async take(sitting) {
      const { window } = sitting;
      await window.samplesShown();
      await sitting.take("start page");
      await window.keys("Control", "k");
      await sitting.take("palette on the start page");
      await window.keys("Escape");
      await window.newMap();
      await sitting.says("saved");
      await sitting.take("empty map");
      await window.addActor("Acme", CORNER);
      await sitting.take("one actor");
      await window.selectNothing();
      await sitting.take("one actor, nothing selected");
      // After the guide, which has a group of its own.
      for (const n of [2, 3]) {
        await window.backToStart();
        await window.browser.$(`.templates li:nth-child(${n}) button`).click();
        await window.named("Title of the map");
        await window.atRest();
        await sitting.take(`template ${n - 1}`);
      }
      await window.backToStart();
      await window.samplesShown();
      await sitting.take("start page with recent maps");
    },
  },

  samples: {
    async take(sitting) {
      const { window } = sitting;
      await window.samplesShown();
      const samples = await window.browser.execute(() =>
        [...document.querySelectorAll(".gallery button")].map((b) => b.ariaLabel),
      );
      for (const [n, sample] of samples.entries()) {
        await window.press(sample);
        await window.evaluated();
        await window.atRest();
        await sitting.take(`sample ${n + 1}`);
        await window.backToStart();
      }
    },
  },

  guide: {
    async take(sitting) {
      const { window } = sitting;
      const step = async (n, name) => {
        await sitting.says(name);
        await sitting.take(`guide ${n}`);
      };
      await window.press("Begin with A guided first map. Three minutes; leave it at any time");
      await step(1, "Press / and type this line");
      await window.speak("us Our firm");
      await step(2, "One line is one statement");
      await window.speak("Shop -money 300k/y-> Our firm");
      await step(3, "Double-click on an empty place");
      await window.keys("Escape");
      await window.addActor("Analyst", SPACE);
      await step(4, "Point at a card");
      await window.speak("Analyst -trust 4-> Our firm");
      await step(5, "Who says the last yes?");
      await window.speak("CIO decides buy");
      await step(6, "Point at a sentence");
      await (await window.sentence("")).moveTo();
      await step(7, "Press Present, at the top right");
      await window.selectNothing();
      await window.keys(F5);
      await window.named("Presentation");
      await window.keys("Escape");
      await step(8, "Press Page, at the top right");
      await window.openPage();
      await window.keys("Escape");
      await step(9, "That is all there is to it");
    },
  },

  selection: {
    file: () => SAMPLE,
    async take(sitting) {
      const { window } = sitting;
      await window.evaluated();
      await window.selectNothing();
      await sitting.fit();
      await window.keys("Control", "i");
      await sitting.take("nothing selected");
      await window.selectActor("Integrator A");
      await window.hover({ x: 400, y: 600 });
      await sitting.take("actor selected");
      await window.keys("Escape");
      await window.click(await window.placeOf(sitting.t("money from Mid-market firms to Cloud marketplace")));
      await sitting.take("flow selected");
      await window.keys("Escape");
      await window.selectActor("Integrator A");
      await window.click(await window.placeOf("Integrator B"), { keys: ["Shift"] });
      await window.click(await window.placeOf("Procurement"), { keys: ["Shift"] });
      await sitting.take("several selected");
      await window.keys("Escape");
      const from = await window.placeOf("Procurement");
      await window.hover(from);
      await sitting.take("card under the pointer");
      const to = await window.placeOf("Integrator B");
      await window.drag(await window.rimOf("Procurement", to), to, { hold: true });
      await sitting.take("connecting");
      await sitting.letGo(to);
      await window.named("Kind of the new flow");
      await sitting.take("kind picker");
      await window.keys("1");
      await window.heard("How much, and its label");
      await sitting.take("writing what flows");
      await window.keys("Escape");
      await sitting.onCanvas();
      await window.undo();
      await window.selectNothing();
      const card = await window.placeOf("Procurement");
      await window.drag(card, { x: card.x + 90, y: card.y + 60 }, { hold: true });
      await sitting.take("dragging");
      await window.keys("Escape");
      await sitting.letGo(card);
      await sitting.onCanvas();
      await window.click(await window.placeOf("Procurement"), { count: 2 });
      await window.named("Name", "input");
      await sitting.take("renaming");
      await window.keys("Escape");
      await window.keys("c");
      await window.browser.$("input.writing-question").waitForExist();
      await window.type("in");
      await sitting.take("naming whom a flow goes to");
      await window.keys("Escape");
      await sitting.onCanvas();
      await window.selectNothing();
      const here = await window.placeOf("Our firm");
      const empty = { x: here.x, y: here.y - 170 };
      await window.keys("n");
      await window.click(empty);
      await window.heard("Text of the note");
      await window.type("Who signs for this?");
      await sitting.take("writing a note");
      await window.keys("Escape");
      await sitting.onCanvas();
      await window.selectActor("Integrator A");
      await window.click(await window.placeOf("Our firm"), { keys: ["Shift"] });
      await window.keys("Control", "g");
      await window.heard("Title of the zone");
      await window.type("Who is paid by the deal");
      await window.keys("Enter");
      await window.atRest();
      await sitting.take("zone selected");
      await sitting.onCanvas();
      await window.undo();
      await sitting.onCanvas();
      await window.selectActor("Integrator A");
      await window.keys(DELETE);
      await window.named("Undo", "button");
      await sitting.take("deleted, with a way back");
      await window.press("Undo");
      await window.placeOf("Integrator A");
      const tool = await window.browser.$(".rail button:nth-of-type(3)");
      await tool.moveTo();
      await window.browser.pause(800);
      await sitting.take("tool under the pointer");
      await window.press("Menu");
      await sitting.take("menu");
      await window.keys("Escape");
    },
  },

  lane: {
    file: () => SAMPLE,
    async take(sitting) {
      const { window } = sitting;
      await window.evaluated();
      await window.selectNothing();
      await sitting.fit();
      const lane = await window.lane();
      await lane.click();
      await window.type("Reseller -money 40k/y-> Cl");
      await window.browser.$("#lane-completions li").waitForExist();
      await sitting.take("lane with completions");
      await window.type("oud marketplace {estimated}");
      await sitting.understood();
      await sitting.take("lane with foresight");
      await window.keys("Control", "a");
      await window.type("Reseller -mony 40k/y-> Cloud marketplace");
      await sitting.says("Try");
      await sitting.take("lane with an error");
      await window.keys("Control", "a");
      await window.type("x");
      await window.keys("Control", "a");
      await window.keys("\uE003");
      await window.speak("Reseller -money 40k/y-> Cloud marketplace");
      await (await window.lane()).click();
      await window.keys(UP);
      await sitting.says("In place of the last line:");
      await sitting.understood();
      await sitting.take("lane, correcting the last line");
      await window.keys("Escape");
      await window.undo();
      await sitting.fit();
      await window.keys("Control", "f");
      await window.heard("Actor, flow, zone or note");
      await window.type("integ");
      await sitting.take("find");
      await window.keys("Escape");
      await window.keys("Control", "k");
      await window.heard("What do you want to do?");
      await sitting.take("palette");
      await window.type("tidy");
      await sitting.take("palette searched");
      await window.keys("Escape");
      await sitting.onCanvas();
      await window.keys("?");
      await window.named("Keys and notation");
      await sitting.take("help");
      await window.keys("Escape");
      await sitting.onCanvas();
      await window.keys("Control", "Shift", "o");
      await window.named("Outline of the map");
      await sitting.take("outline");
      await window.browser.execute(() => document.querySelector('[role=tree] [tabindex="0"]').focus());
      await window.keys(RIGHT);
      await window.keys("\uE015");
      await window.keys(RIGHT);
      await window.keys(F2);
      await sitting.take("outline, unfolded and renaming");
      await window.keys("Escape");
      await sitting.onCanvas();
      await window.keys("Control", "Shift", "r");
      await sitting.says("Moves of this quarter");
      await sitting.take("registers");
      await window.browser.$("aside button.line").click();
      await sitting.take("registers, an entry open");
      await window.press("More panels");
      await sitting.take("more panels");
      await window.keys("Escape");
    },
  },

  says: {
    file: () => SAMPLE,
    async take(sitting) {
      const { window } = sitting;
      await window.evaluated();
      await window.selectNothing();
      await sitting.fit();
      await sitting.take("says");
      const first = await window.sentence("Integrator A");
      await first.moveTo();
      await window.nextFrame();
      await sitting.take("says, evidence lit");
      await first.click();
      await sitting.take("says, opened");
      await window.keys("Escape");
      const details = await window.browser.$("//aside//ol//button[@aria-pressed and @aria-label]");
      await first.moveTo();
      await details.waitForDisplayed();
      await details.click();
      await sitting.take("says, details of one of the top five");
      await details.click();
      const aside = await window.browser.$(`//aside//button[@aria-label='${sitting.t("Set aside")}']`);
      await aside.scrollIntoView({ block: "center" });
      await aside.moveTo();
      await aside.click();
      await window.type("the contract is being signed");
      await sitting.take("says, setting aside");
      await window.keys("Enter");
      await sitting.says("Set aside (1)");
      await (await window.named("Set aside (1)", "h3")).scrollIntoView();
      await sitting.take("says, set aside");
      await window.press("Our settings");
      await sitting.take("says, our settings");
      await window.press("See what hangs on our settings");
      await sitting.take("says, halving and doubling");
      const isTrying = async () =>
        /(setting|ajuste) \d+ (of|de) /.test(await window.browser.$(".says").getText());
      await until(async () => !(await isTrying()), "all settings are tried", 120_000);
      await sitting.take("says, halved and doubled");
    },
  },

  lenses: {
    file: () => SAMPLE,
    async take(sitting) {
      const { window } = sitting;
      await window.evaluated();
      await window.selectNothing();
      await sitting.fit();
      await window.press("Colour by");
      await sitting.take("lens menu");
      await window.keys("Escape");
      await sitting.onCanvas();
      await window.keys("Shift", "2");
      await window.named("Legend: Dependence", "section");
      await sitting.take("lens with legend");
      await sitting.onCanvas();
      await window.keys("e");
      await window.named("Legend: Evidence", "section");
      await sitting.take("evidence view");
      await window.keys("e");
      await window.selectActor("Cloud marketplace");
      await window.keys("i");
      await window.atRest();
      await sitting.take("focus");
      await window.keys("Shift", "h");
      await window.atRest();
      await sitting.take("focus, the rest hidden");
      await window.keys("Escape");
      await window.keys("Escape");
      await sitting.onCanvas();
      await window.keys("Control", "b");
      await window.named("Keep this view as", "input");
      await window.type("Money for the board");
      await window.keys("Enter");
      await window.named("View: Money for the board", "button");
      await sitting.take("saved views");
      await window.keys("Escape");
      await sitting.onCanvas();
      for (let n = 0; n < 6; n++) await window.keys("+");
      await window.atRest();
      await sitting.take("small map");
      await sitting.fit();
      await window.keys("Alt", "1");
      await sitting.take("money alone");
    },
  },

  whatif: {
    file: () => SAMPLE,
    async take(sitting) {
      const { window } = sitting;
      await window.evaluated();
      await window.selectNothing();
      await sitting.fit();
      await window.keys("Control", "Shift", "i");
      await sitting.says("What if");
      await sitting.take("what if, none yet");
      await sitting.onCanvas();
      await window.selectActor("Integrator A");
      await window.keys("Shift", "w");
      await sitting.says("almost surely");
      await sitting.take("what if with ghosts");
    },
  },

  workshop: {
    file: () => SAMPLE,
    async take(sitting) {
      const { window } = sitting;
      await window.evaluated();
      await window.selectNothing();
      await sitting.fit();
      await window.keys("w");
      await sitting.says("What is still missing");
      await sitting.take("workshop");
      await window.press("Start");
      await sitting.take("workshop under way");
      await sitting.onCanvas();
      await window.keys("p");
      await window.heard("Park a thought");
      await window.type("Ask legal about Poland");
      await window.keys("Enter");
      await window.named("Put on the map: Ask legal about Poland");
      await sitting.take("parking lot");
    },
  },

  present: {
    file: () => SAMPLE,
    async take(sitting) {
      const { window } = sitting;
      await window.evaluated();
      await window.selectNothing();
      await window.keys(F5);
      await window.named("Presentation");
      let before = "";
      for (let n = 1; n <= 40; n++) {
        await window.atRest();
        const heard = await window.browser.execute(
          () => document.querySelector("[aria-live=polite].unseen").textContent,
        );
        if (heard === before) break;
        before = heard;
        await sitting.take(`present ${String(n).padStart(2, "0")}`);
        await window.keys(RIGHT);
        await window.nextFrame();
      }
      await window.keys("s");
      await window.hover(await window.placeOf("Mid-market firms"));
      await sitting.take("present, spotlight");
      await window.keys("Escape");
    },
  },

  sizes: {
    file: () => SAMPLE,
    async take(sitting) {
      const { window } = sitting;
      await window.evaluated();
      await window.selectNothing();
      const wide = () => window.browser.execute(() => innerWidth);
      const asItWas = await wide();
      await window.keys(F8);
      await until(async () => (await wide()) < asItWas, "all is large");
      await sitting.fit();
      await sitting.take("large for a projector");
      await window.keys(F8);
      await until(async () => (await wide()) === asItWas, "all is as it was");
      for (let n = 0; n < 3; n++) await window.keys("Control", "Shift", ">");
      await sitting.fit();
      await sitting.take("larger text");
      // The driver does not know of the window's zoom, and would press beside the button.
      await window.keys("Control", "p");
      await window.named("PDF", "button");
      await sitting.take("larger text, page");
    },
  },

  page: {
    file: () => SAMPLE,
    async take(sitting) {
      const { window } = sitting;
      await window.evaluated();
      await window.openPage();
      await (await window.named("PDF", "button")).waitForEnabled();
      await sitting.take("page");
      const layouts = await choicesOf(window, "Layout");
      for (const layout of layouts) {
        await choose(window, "Layout", layout);
        await (await window.named("PDF", "button")).waitForEnabled();
        await window.browser.pause(700);
        await sitting.take(`page, ${layout.toLowerCase()}`);
      }
      const size = await choicesOf(window, "Size");
      await choose(window, "Layout", layouts[0]);
      await choose(window, "Size", size.at(-2));
      await window.browser.pause(700);
      await sitting.take("page as a slide");
      await (await window.browser.$("[data-sentence]")).click();
      await sitting.take("page, own words");
      await window.keys("Escape");
      await choose(window, "Size", size[0]);
      await window.keys("Escape");
      await window.speak('scenario "The marketplace closes"; without Cloud marketplace');
      await window.openPage();
      await choose(window, "Layout", layouts.at(-1));
      await window.browser.pause(700);
      await window.composed();
      await sitting.take("page, as it is beside a scenario that there is");
      await window.exportAs("PDF", sitting.home.file("page.pdf"));
      await sitting.says("is written");
      await sitting.take("exported");
    },
  },

  trouble: {
    file: (home) => document(home, "shop", readFileSync(SAMPLE, "utf8")),
    async take(sitting, file) {
      const { window } = sitting;
      await window.evaluated();
      await window.selectNothing();
      await sitting.fit();
      renameSync(file, `${file}.gone`);
      await window.speak("Acme -money 3k/y-> Our firm");
      await sitting.says("not saved");
      await sitting.take("cannot save");
      renameSync(`${file}.gone`, file);
    },
  },

  readonly: {
    file: (home) => document(home, "shop", readFileSync(SAMPLE, "utf8")),
    /** Another window has it open. */
    async before(home, file) {
      const other = startAlone(home, file);
      await until(() => ownWindows().length > 0, "the other window has it");
      return other;
    },
    async take(sitting) {
      await sitting.says("can be read, not changed");
      await sitting.take("read only");
    },
  },

  lines: {
    file(home) {
      const file = home.file("list.txt");
      writeFileSync(file, `${readFileSync(SAMPLE, "utf8")}\nShop -mony 3-> Baker\nBaker ->\n`);
      return file;
    },
    async take(sitting) {
      await sitting.window.evaluated();
      await sitting.take("lines not understood");
    },
  },

  damaged: {
    file(home) {
      const file = document(home, "shop", "Buyers -money 40k/y-> Shop\n");
      writeFileSync(file, readFileSync(file).subarray(0, 5000));
      return file;
    },
    async take(sitting) {
      await sitting.says("damaged");
      await sitting.window.samplesShown();
      await sitting.take("damaged file");
    },
  },

  refused: {
    file(home) {
      const file = home.file("photo.portolan");
      writeFileSync(file, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0]));
      return file;
    },
    async take(sitting) {
      await sitting.says("neither");
      await sitting.window.samplesShown();
      await sitting.take("import refused");
    },
  },

  tidy: {
    file(home) {
      const file = home.file("large.txt");
      writeFileSync(file, largeMap(2000, 6000));
      return file;
    },
    async take(sitting) {
      const { window } = sitting;
      await until(() => window.placeOf("Hub"), "the map is drawn", 120_000);
      await window.evaluated();
      await window.atRest();
      await sitting.take("large map");
      await sitting.onCanvas();
      await window.keys("Control", "Shift", "l");
      await sitting.says("Tidying");
      await sitting.take("tidy running");
    },
  },
};

/** A document made from a text. */
function document(home, name, text) {
  const [source, made] = [home.file(`${name}.txt`), home.file(`${name}.portolan`)];
  writeFileSync(source, text);
  const { status, stderr } = home.run("import", source, made);
  if (status !== 0) throw new Error(stderr);
  return made;
}

/** What a list offers, and one of it chosen. */
async function choicesOf(window, name) {
  await open(window, name);
  const names = await window.browser.$$("//*[@role='option']").map((each) => each.getText());
  await window.keys("Escape");
  return names;
}
/** A list is called by what it is of and what is chosen. */
async function open(window, name) {
  await (await window.browser.$(`//button[starts-with(@aria-label, "${window.t(name)}: ")]`)).click();
}
async function choose(window, name, choice) {
  await open(window, name);
  const option = await window.browser.$(`//*[@role='option'][normalize-space()="${choice}"]`);
  await option.waitForExist();
  await option.click();
}

/** Has the program speak Spanish from its next start on, so that what it says of a file is Spanish too. */
async function speakSpanish(home) {
  const window = await start(home);
  try {
    await window.browser.$("main").waitForExist();
    await window.act("Speak Español");
    const isSpanish = () => document.documentElement.lang === "es";
    await until(() => window.browser.execute(isSpanish), "it is Spanish");
    // One that is ended at once may not have kept the choice yet.
    await window.close();
  } catch (error) {
    await window.stop();
    throw error;
  }
}

async function sit(group, palette, [width, height], isSpanish) {
  const { file: make, before, take } = groups[group];
  const home = new Home();
  const file = make?.(home);
  if (isSpanish) await speakSpanish(home);
  const other = await before?.(home, file);
  const where = `${isSpanish ? "es " : ""}${palette} ${width}x${height}`;
  const t = isSpanish ? await translator() : (text) => text;
  try {
    const window = await start(home, { file, width, height });
    window.t = t;
    const sitting = new Sitting(window, home, where, t);
    try {
      // A large map takes a program without optimisation some seconds.
      await window.browser.$("main").waitForExist({ timeout: 60_000 });
      if (isSpanish) inSpanish(window, t);
      await window.act(PALETTES[palette]);
      await take(sitting, file);
      console.log(`${group} - ${where}`);
    } catch (error) {
      process.exitCode = 1;
      console.log(`${group} - ${where}: ${error.message}`);
      await window.browser.saveScreenshot(join(FOLDER, `FAILED ${group} - ${where}.png`)).catch(() => {});
    } finally {
      await window.stop();
    }
  } finally {
    other?.end();
    home.remove();
  }
}

mkdirSync(FOLDER, { recursive: true });
const words = process.argv.slice(2);
for (const width of chosen([1280, 1920], words)) {
  const size = SIZES.find(([w]) => w === width);
  for (const palette of chosen(Object.keys(PALETTES), words)) {
    for (const group of chosen(Object.keys(groups), words))
      await sit(group, palette, size, words.includes("es"));
  }
}
