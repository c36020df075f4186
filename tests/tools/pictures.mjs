// Takes the pictures of README.md: the window with a map, and a page.

import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { Home, start } from "../e2e/program.mjs";

const FOLDER = join("tests", "pictures");
const SAMPLE = "tests/samples/mid-market-software.txt";

mkdirSync(FOLDER, { recursive: true });
const home = new Home();
const window = await start(home, { width: 1440, height: 900 });
const take = async (name) => copyFileSync(await window.screenshot(name), join(FOLDER, `${name}.png`));
try {
  await window.samplesShown();
  await take("start");
  await window.openSample("Mid-market software: our routes to the buyer");
  await window.keys("f");
  await window.evaluated();
  // The badges that come with it are painted a frame later.
  await window.atRest();
  await take("window");
  const page = join(FOLDER, "page.png");
  const { status, stderr } = home.run("export", SAMPLE, "--png", page, "--width", "1600");
  if (status !== 0) throw new Error(stderr);
} finally {
  await window.stop();
  home.remove();
}
