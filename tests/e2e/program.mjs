// The real program under a driver: each run has a home of its own, and nothing of it stays behind.

import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { remote } from "webdriverio";
import { ownWindows, typeIntoWindow } from "./screen.mjs";
import { Window } from "./window.mjs";

const OUT = resolve("tests/out");
/** Milliseconds that anything is waited for: what takes this long is not slow but wrong, on a loaded machine too. */
export const LIMIT = 30_000;
/** The program that is tested. */
export const BINARY = resolve(process.env.PORTOLAN ?? "target/debug/portolan");

/** A home folder with everything the program may keep in it. */
export class Home {
  constructor() {
    this.path = mkdtempSync(join(tmpdir(), "portolan-e2e-"));
    this.maps = join(this.path, "Portolan");
    mkdirSync(join(this.path, "runtime"), { mode: 0o700 });
  }

  get env() {
    return {
      ...process.env,
      HOME: this.path,
      XDG_DATA_HOME: join(this.path, "data"),
      XDG_CONFIG_HOME: join(this.path, "config"),
      XDG_CACHE_HOME: join(this.path, "cache"),
      XDG_RUNTIME_DIR: join(this.path, "runtime"),
      LANG: "C.UTF-8",
    };
  }

  file(name) {
    return join(this.path, name);
  }

  /** The documents among the maps, by name. */
  documents() {
    return existsSync(this.maps) ? readdirSync(this.maps).filter((n) => n.endsWith(".portolan")) : [];
  }

  /** Runs the program's command line; gives what it printed and its exit status. */
  run(...words) {
    const { status, stdout, stderr } = spawnSync(BINARY, words, { encoding: "utf8", env: this.env });
    return { status, stdout, stderr };
  }

  remove() {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Starts the program, on a file where one is given, and gives its window; one to measure is not pictured. */
export async function start(
  home,
  { file, width = 1440, height = 900, program = BINARY, pictured = true } = {},
) {
  const [port, nativePort] = await freePorts(2);
  const driver = spawn("tauri-driver", ["--port", port, "--native-port", nativePort].map(String), {
    // The driver takes pictures only of a window that is composited, also where there is no graphics card.
    env: pictured ? { ...home.env, WEBKIT_FORCE_COMPOSITING_MODE: "1" } : home.env,
    stdio: ["ignore", "ignore", process.env.PORTOLAN_LOG ? "inherit" : "ignore"],
    detached: true,
  });
  try {
    const browser = await connect(port, program, file ? [resolve(file)] : []);
    await browser.setWindowSize(width, height);
    return new Window(browser, { home, stop: () => stop(driver, browser) });
  } catch (error) {
    end(driver);
    throw error;
  }
}

/** A home and the window of a program started in it: what most tests begin with. */
export async function opened(options) {
  const home = new Home();
  try {
    return { home, window: await start(home, options) };
  } catch (error) {
    home.remove();
    throw error;
  }
}

/** The end of both; of neither where they were not opened. */
export async function shut(window, home) {
  await window?.stop();
  home?.remove();
}

/** Starts the program on a file without a driver; it hears only what is typed on the keyboard. */
export function startAlone(home, file) {
  const program = spawn(BINARY, [file], { env: home.env, stdio: "ignore", detached: true });
  return {
    /** Types a line in the speed lane. */
    async says(line) {
      await until(() => ownWindows().length > 0, "the window opens");
      typeIntoWindow(ownWindows()[0], line, ["Escape", "slash", "ctrl+a"]);
    },
    end: () => end(program),
  };
}

async function connect(port, application, args) {
  const options = {
    hostname: "127.0.0.1",
    port,
    logLevel: "error",
    connectionRetryCount: 0,
    connectionRetryTimeout: 60_000,
    waitforTimeout: LIMIT,
    capabilities: {
      "wdio:enforceWebDriverClassic": true,
      "tauri:options": { application, args },
    },
  };
  await until(() => isOpen(port), "the driver listens");
  return remote(options);
}

async function stop(driver, browser) {
  await browser.deleteSession().catch(() => undefined);
  end(driver);
}

/** Ends the driver and all that it started: they are one process group. */
function end(driver) {
  try {
    process.kill(-driver.pid, "SIGTERM");
  } catch {
    // It has ended already.
  }
}

/** Asks again and again until the answer is truthy; fails with the words after so many milliseconds. */
export async function until(question, what, limit = LIMIT) {
  const last = Date.now() + limit;
  let problem;
  while (Date.now() < last) {
    try {
      const answer = await question();
      if (answer) return answer;
      problem = undefined;
    } catch (error) {
      problem = error;
    }
    await pause(40);
  }
  throw new Error(`Waited in vain until ${what}`, { cause: problem });
}

async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((s) => new Promise((done) => s.once("listening", done))));
  const ports = servers.map((s) => s.address().port);
  await Promise.all(servers.map((s) => new Promise((done) => s.close(done))));
  return ports;
}

async function isOpen(port) {
  const answer = await fetch(`http://127.0.0.1:${port}/status`).catch(() => null);
  return answer?.ok ?? false;
}

/** Where a picture of this name goes. */
export function picture(name) {
  mkdirSync(OUT, { recursive: true });
  return join(OUT, `${name}.png`);
}

/** The text of a PDF, as a reader would copy it. */
export function textOf(pdf) {
  const { status, stdout, stderr } = spawnSync("pdftotext", [pdf, "-"], { encoding: "utf8" });
  if (status !== 0) throw new Error(`pdftotext: ${stderr}`);
  return stdout;
}
