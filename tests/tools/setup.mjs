// Installs what a fresh machine lacks: system packages, node modules, the driver of window tests.
// Knows Debian and Ubuntu; elsewhere it says what is needed and goes on.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

const BUILD = [
  "build-essential",
  "pkg-config",
  "libwebkit2gtk-4.1-dev",
  "librsvg2-dev",
  "libxdo-dev",
  "libayatana-appindicator3-dev",
];
const TEST = [
  "webkit2gtk-driver",
  "xvfb",
  "xauth",
  "xdotool",
  "xclip",
  "openbox",
  "dbus-x11",
  "poppler-utils",
  "fonts-droid-fallback",
  "fonts-dejavu-core",
];

/** Makes the machine able to build the program; with `tests`, to test it too. */
export function setUp({ tests = false } = {}) {
  needRust();
  systemPackages(tests ? [...BUILD, ...TEST] : BUILD);
  nodeModules();
  if (tests) driver();
}

function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { stdio: "inherit", ...options });
  return !error && status === 0;
}

function answers(command, args) {
  const { status, error, stdout } = spawnSync(command, args, { encoding: "utf8" });
  return !error && status === 0 ? stdout : null;
}

function stop(message) {
  console.error(`\n${message}\n`);
  process.exit(1);
}

function needRust() {
  const bin = join(homedir(), ".cargo", "bin");
  if (!process.env.PATH.split(delimiter).includes(bin)) process.env.PATH += delimiter + bin;
  if (answers("cargo", ["--version"]) === null)
    stop("Rust is missing. Install it with rustup (https://rustup.rs), then run this again.");
}

function systemPackages(wanted) {
  if (process.platform !== "linux") return;
  if (answers("dpkg-query", ["--version"]) === null || answers("apt-get", ["--version"]) === null) {
    console.log(`This system has no apt. Portolan needs what Debian calls: ${wanted.join(" ")}`);
    return;
  }
  const missing = wanted.filter(
    (name) => !answers("dpkg-query", ["-W", "-f=${Status}", name])?.includes("install ok installed"),
  );
  if (missing.length === 0) return;
  const root = process.getuid() === 0;
  const sudo = root ? [] : ["sudo"];
  const install = ["apt-get", "install", "-y", "--no-install-recommends", ...missing];
  console.log(`Installing system packages: ${missing.join(" ")}`);
  const quiet = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  const as = (words) => run([...sudo, ...words][0], [...sudo, ...words].slice(1), quiet);
  if (!as(["apt-get", "update"]) || !as(install))
    stop(`Could not install them. Run this yourself, then try again:\n  ${[...sudo, ...install].join(" ")}`);
}

function nodeModules() {
  const made = join("node_modules", ".package-lock.json");
  if (existsSync(made) && statSync(made).mtimeMs >= statSync("package-lock.json").mtimeMs) return;
  if (existsSync(made) && sameTree(made)) return;
  if (!run("npm", ["ci"])) stop("npm ci failed; what it said is above.");
}

/** Whether what is installed is what the lock file names, whatever the clock says of the two files. */
function sameTree(made) {
  const versions = (file) => {
    const { packages } = JSON.parse(readFileSync(file, "utf8"));
    return new Map(Object.entries(packages).map(([name, { version }]) => [name, version]));
  };
  const installed = versions(made);
  const locked = versions("package-lock.json");
  return [...installed].every(([name, version]) => locked.get(name) === version);
}

function driver() {
  if (answers("tauri-driver", ["--help"]) !== null) return;
  if (!run("cargo", ["install", "tauri-driver", "--version", "^2", "--locked"]))
    stop("cargo install tauri-driver failed; what it said is above.");
}
