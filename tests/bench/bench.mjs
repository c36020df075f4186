// Measures what people wait for, on this machine, and prints it; asserts nothing.

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Home, start } from "../e2e/program.mjs";
import { measureFindings } from "./findings.mjs";
import { measureFloor, measureFrames } from "./frames.mjs";

const SIZES = [
  [150, 450],
  [2_000, 6_000],
  [10_000, 30_000],
];
const SAMPLES = join("tests", "samples");

for (const bench of ["core", "evaluate", "documents"])
  spawnSync("cargo", ["bench", "-q", "-p", "portolan-core", "--bench", bench], { stdio: "inherit" });

spawnSync("cargo", ["run", "-q", "--release", "--manifest-path", "tests/bench/rivals/Cargo.toml"], {
  stdio: "inherit",
});
spawnSync("cargo", ["run", "-q", "--release", "-p", "portolan-core", "--example", "tidy_judge"], {
  stdio: "inherit",
});

const rows = [...pdfs(), ...(await openings())];
console.log("\nms, median of five");
console.table(rows);
console.log("\nfrom the key that changes an amount to findings in the window, ms");
console.table(await measureFindings());
console.log("\nframes, ms, and memory");
console.table(await measureFloor());
for (const [actors, flows] of SIZES) console.table(await measureFrames(actors, flows));

/** The page of each sample as PDF, from the command line. */
function pdfs() {
  const home = new Home();
  const write = (name) => home.run("export", join(SAMPLES, name), "--pdf", home.file("page.pdf"));
  const rows = readdirSync(SAMPLES).map((name) => ({
    what: `PDF of ${name}`,
    ms: ofFive(() => write(name)),
  }));
  home.remove();
  return rows;
}

/** From the start of driver and program to the picture of a sample. */
async function openings() {
  const times = [];
  for (let n = 0; n < 5; n++) {
    const home = new Home();
    const begun = performance.now();
    const window = await start(home, { file: join(SAMPLES, "mid-market-software.txt"), pictured: false });
    await window.placeOf("Integrator A");
    times.push(performance.now() - begun);
    await window.stop();
    home.remove();
  }
  return [{ what: "window to drawn sample, with the driver's own start", ms: median(times) }];
}

function ofFive(work) {
  const times = Array.from({ length: 5 }, () => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  });
  return median(times);
}

function median(times) {
  return Math.round(times.sort((a, b) => a - b)[Math.floor(times.length / 2)]);
}
