// The tasks of package.json, each a list of steps; what a machine lacks is installed first.
// A step that fails ends the task with its name, so that the last lines say what to mend.

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setUp } from "./setup.mjs";

const bin = (name) => join("node_modules", ".bin", name);
const GENERATED = join("ui", "src", "generated");

const RELEASE = { PORTOLAN: join("target", "release", "portolan") };
const IN_A_WINDOW = join("tests", "tools", "in-a-window.sh");
const FAILURES = "tests/tools/failures.mjs";

/** The files of tests in the real window; those with this in their names where it is given. */
const windowTests = (part = "") =>
  readdirSync(join("tests", "e2e"))
    .filter((name) => name.endsWith(".test.mjs") && name.includes(part))
    .map((name) => join("tests", "e2e", name));

/** Words to run them one after the other: they share the machine's clipboard and processors. */
const inAWindow = (files, failures) => [
  IN_A_WINDOW,
  "node",
  "--test",
  "--test-concurrency=1",
  ...["--test-reporter=spec", "--test-reporter-destination=stdout"],
  ...[`--test-reporter=./${FAILURES}`, `--test-reporter-destination=${failures}`],
  ...files,
];

const types = (folder) => ({
  name: "write the types of the wire",
  words: ["cargo", "test", "-q", "-p", "portolan-core", "--lib", "export_"],
  env: { TS_RS_EXPORT_DIR: join(process.cwd(), folder) },
});

const steps = {
  format: [
    { name: "format of Rust", words: ["cargo", "fmt", "--all", "--check"] },
    { name: "format of the rest", words: [bin("prettier"), "--check", "."] },
  ],
  lint: [
    { name: "build the window", words: ["npm", "run", "-s", "build:ui"] },
    {
      name: "lint Rust",
      words: ["cargo", "clippy", "-q", "--workspace", "--all-targets", "--", "-D", "warnings"],
    },
    { name: "lint the rest", words: ["npm", "run", "-s", "lint:ui"] },
  ],
  types: [{ name: "types are up to date", call: typesAreUpToDate }],
  rust: [
    { name: "Rust tests", words: ["cargo", "test", "--workspace"] },
    {
      name: "Rust documentation",
      words: ["cargo", "doc", "-q", "--no-deps", "-p", "portolan-core"],
      env: { RUSTDOCFLAGS: "-D warnings" },
    },
  ],
  ui: [{ name: "tests of the window's parts", words: ["npm", "run", "-s", "test:ui"] }],
  window: [
    { name: "build the program", words: ["cargo", "build", "-p", "portolan", "--bins", "--examples"] },
    { name: "tests in the real window", call: testTheWindow },
  ],
};

const release = [
  { name: "build the window", words: ["npm", "run", "-s", "build:ui"] },
  { name: "build the program", words: ["cargo", "build", "--release", "-p", "portolan"] },
];

const tasks = {
  start: [
    ...release,
    { name: "Portolan", words: [join("target", "release", "portolan"), ...process.argv.slice(3)] },
  ],
  check: [...steps.format, ...steps.lint, ...steps.types],
  test: [...steps.format, ...steps.lint, ...steps.types, ...steps.rust, ...steps.ui, ...steps.window],
  e2e: [steps.lint[0], ...steps.window],
  fix: [
    { name: "format Rust", words: ["cargo", "fmt", "--all"] },
    { name: "format the rest", words: [bin("prettier"), "--write", "."] },
    {
      name: "mend Rust",
      words: ["cargo", "clippy", "--fix", "--allow-dirty", "--workspace", "--all-targets"],
    },
    { name: "mend the rest", words: [bin("eslint"), "--fix", "."] },
  ],
  types: [
    { name: "clear the old types", call: () => rmSync(GENERATED, { recursive: true, force: true }) },
    types(GENERATED),
  ],
  bench: [
    ...release,
    {
      name: "build an empty window",
      words: ["cargo", "build", "--release", "-p", "portolan", "--example", "empty_window"],
    },
    { name: "bench", words: [IN_A_WINDOW, "node", "tests/bench/bench.mjs"], env: RELEASE },
  ],
  pictures: [
    ...release,
    { name: "take the pictures", words: [IN_A_WINDOW, "node", "tests/tools/pictures.mjs"], env: RELEASE },
  ],
  states: [
    steps.lint[0],
    steps.window[0],
    {
      name: "photograph every state",
      words: [IN_A_WINDOW, "node", "tests/tools/states.mjs", ...process.argv.slice(3)],
    },
  ],
  bundle: [{ name: "bundle", words: [bin("tauri"), "build", "--bundles", "deb"] }],
};

function typesAreUpToDate() {
  const fresh = mkdtempSync(join(tmpdir(), "portolan-types-"));
  try {
    perform({ ...types("."), env: { TS_RS_EXPORT_DIR: fresh } });
    const read = (folder) =>
      Object.fromEntries(
        readdirSync(folder)
          .sort()
          .map((f) => [f, readFileSync(join(folder, f), "utf8")]),
      );
    const [now, then] = [read(fresh), read(GENERATED)];
    const stale = [...new Set([...Object.keys(now), ...Object.keys(then)])].filter((f) => now[f] !== then[f]);
    if (stale.length > 0)
      throw new Error(`${GENERATED} is not what the core says: ${stale.join(", ")}. Run npm run types.`);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/**
 * A display, a window manager and a driver between them lose an event now and then on a loaded machine, so a
 * file in which a test fails is run once more by itself. What passes only then is named: it is unsteady, and
 * to be mended.
 */
function testTheWindow() {
  const folder = mkdtempSync(join(tmpdir(), "portolan-failures-"));
  const failures = join(folder, "files");
  const failed = (files) => {
    rmSync(failures, { force: true });
    try {
      perform({ name: "tests in the real window", words: inAWindow(files, failures) });
      return null;
    } catch (error) {
      const named = existsSync(failures) ? readFileSync(failures, "utf8").split("\n").filter(Boolean) : [];
      return { error, files: named };
    }
  };
  try {
    const first = failed(windowTests(process.argv[3]));
    if (!first) return;
    if (first.files.length === 0) throw first.error;
    console.log(`\n== failed, once more by itself: ${first.files.join(", ")}`);
    const second = failed(first.files);
    if (second) throw second.error;
    console.log(`\nUnsteady, passed only when run again: ${first.files.join(", ")}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function perform({ name, words, env, call }) {
  if (call) return call();
  const { status, error } = spawnSync(words[0], words.slice(1), {
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${name}: ${words.join(" ")} ended with status ${status}`);
}

const wanted = process.argv[2];
if (!Object.hasOwn(tasks, wanted)) {
  console.error(`The tasks are: ${Object.keys(tasks).join(", ")}`);
  process.exit(2);
}
setUp({ tests: ["test", "e2e", "bench", "pictures", "states"].includes(wanted) });
for (const step of tasks[wanted]) {
  const begun = Date.now();
  console.log(`\n== ${step.name}`);
  try {
    perform(step);
  } catch (error) {
    console.error(`\nFailed: ${error.message}`);
    process.exit(1);
  }
  console.log(`   ${((Date.now() - begun) / 1000).toFixed(1)} s`);
}
