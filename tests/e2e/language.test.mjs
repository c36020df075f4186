// The window in Spanish: chosen on the start page, everywhere, kept, on the page and in its PDF, and back.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { opened, shut, start, textOf, until } from "./program.mjs";

const LANE = "Línea rápida: una frase en cada línea";
const MAP = [
  "us Nuestra empresa",
  "Compradores : cliente",
  "Compradores -money 300k/y-> Integrador",
  "Integrador -money 240k/y-> Nuestra empresa",
  "Tienda : gatekeeper",
  "Compradores -money 60k/y-> Tienda",
  "Tienda -money 50k/y-> Nuestra empresa",
  "Nuestra empresa -data uso-> Tienda",
  "CIO decides compra",
].map((line) => line.replace(": cliente", ": customer"));

/** Fixed texts of a catalogue of the window. */
function textsOf(file) {
  const source = readFileSync(file, "utf8").replace(/^import .*$/gm, "");
  return new Set([...source.matchAll(/"((?:[^"\\\n]|\\.)*)"/g)].map((m) => m[1]));
}
const spanish = textsOf("ui/src/words.es.ts");
// Lines of the notation are the same in any language.
const isNotation = (text) => /->|decides|agreement "|move "|deal "|dataset /.test(text);
const english = [...textsOf("ui/src/words.ts")].filter(
  (text) => text.length > 2 && !spanish.has(text) && !isNotation(text),
);

let home;
let window;

before(async () => {
  ({ home, window } = await opened({ width: 1280, height: 720 }));
});

after(() => shut(window, home));

/** Fails where a text of the English catalogue can be read or heard. */
async function speaksSpanish(where) {
  await window.screenshot(`es ${where}`);
  const found = await window.browser.execute((texts) => {
    const known = new Set(texts);
    const said = [];
    for (const element of document.body.querySelectorAll("*")) {
      const own = [...element.childNodes].filter((n) => n.nodeType === Node.TEXT_NODE).map((n) => n.data);
      const heard = ["aria-label", "title", "placeholder"].map((name) => element.getAttribute(name) ?? "");
      said.push(...own, ...heard);
    }
    return [...new Set(said.map((text) => text.trim()).filter((text) => known.has(text)))];
  }, english);
  assert.deepEqual(found, [], `English ${where}`);
}

const run = async (name) => {
  await window.keys("Control", "k");
  await window.heard("¿Qué hay que hacer?");
  await window.type(name);
  await window.keys("Enter");
};

test("a language is chosen on the start page, and all of it follows", async () => {
  assert.ok(english.length > 300, "the English catalogue was read");
  await window.press("Language: English");
  await (await window.named("Speak Español", "div")).click();
  await window.named("Mapa nuevo", "button");
  assert.equal(await window.browser.execute(() => document.documentElement.lang), "es");
  await speaksSpanish("start");
});

test("the map is drawn, and what it says is Spanish", async () => {
  await window.press("Mapa nuevo");
  await window.named("Título del mapa");
  await speaksSpanish("empty map");
  await window.keys("/");
  const lane = await window.named(LANE);
  await window.heard(LANE);
  for (const line of MAP) {
    await window.type(line);
    await window.keys("Enter");
    await until(async () => (await lane.getValue()) === "", `the lane takes in "${line}"`);
  }
  // What a kind is called in the window is understood in the lane too.
  await window.type("Tienda -dinero 5k/y-> Vecina");
  await until(async () => (await window.text()).includes("nuevo actor Vecina"), "it is understood");
  assert.doesNotMatch(await window.text(), /no es un tipo de flujo/);
  await window.keys("Control", "a");
  await window.type("x");
  await window.keys("\uE003");
  await window.keys("Escape");
  if (!(await window.text()).includes("¿De quién dependemos?")) await window.keys("Control", "j");
  await until(async () => /perderíamos/.test(await window.text()), "the panel says what would be lost");
  await speaksSpanish("says");
});

test("every panel, the help and the palette are Spanish", async () => {
  const panels = { Esquema: ["Control", "Shift", "o"], Registros: ["Control", "Shift", "r"], Taller: ["w"] };
  for (const [panel, keys] of Object.entries({ ...panels, "Y si": ["Control", "Shift", "i"] })) {
    await window.keys(...keys);
    await window.named(panel, "button");
    await speaksSpanish(panel);
  }
  await window.selectActor("Tienda");
  await window.keys("Control", "i");
  await until(async () => (await window.text()).includes("Papeles"), "the fields are shown");
  assert.match(await window.text(), /guardián de acceso/);
  await speaksSpanish("fields");
  await window.keys("Escape");
  await window.keys("?");
  await until(async () => (await window.text()).includes("un flujo con su importe"), "the help is shown");
  await speaksSpanish("help");
  await window.keys("Escape");
  await window.keys("Control", "k");
  await window.named("¿Qué hay que hacer?", "input");
  await speaksSpanish("palette");
  await window.keys("Escape");
});

test("a scenario is told in Spanish, and heard in it", async () => {
  await window.selectActor("Tienda");
  await window.keys("Shift", "w");
  const reads = (words) => until(async () => (await window.text()).includes(words), `it says "${words}"`);
  await reads("sin Tienda");
  await window.write("Decir qué es distinto", "retrasar Integrador por 30d");
  await reads("Integrador 30 días después");
  assert.doesNotMatch(await window.text(), /\b(without|delay)\b/i);
  await speaksSpanish("scenario");
  await window.selectNothing();
  await window.selectNothing();
});

test("the page and its PDF are Spanish", async () => {
  await window.press("Página");
  await window.named("PDF", "button");
  await until(async () => (await window.text()).includes("Disposición"), "the form is shown");
  await speaksSpanish("page");
  const pdf = home.file("pagina.pdf");
  await window.exportAs("PDF", pdf);
  const text = textOf(pdf).replace(/\s+/g, " ");
  assert.match(text, /Qué dice el mapa/);
  assert.match(text, /interdependencias? principal/);
  assert.doesNotMatch(text, /\b(the|and|of|your|nobody)\b/);
  assert.match(readFileSync(pdf, "latin1"), /\/Lang\s*\(es\)/);
  await window.press("Volver al mapa");
});

test("the language is kept, and the open map stays open when it is changed", async () => {
  await run("Hablar English");
  await window.named("Title of the map");
  await until(async () => (await window.actors()).length > 3, "the map is still there");
  await until(async () => /you would lose/.test(await window.text()), "what it says is said in English");
  await window.keys("Control", "k");
  await window.heard("What do you want to do?");
  await window.type("Speak Español");
  await window.keys("Enter");
  await window.named("Título del mapa");
  await window.stop();
  window = await start(home, { width: 1280, height: 720 });
  await window.named("Mapa nuevo", "button");
});

test("the command line follows the system's language, and a flag", async () => {
  const file = `${home.maps}/${home.documents()[0]}`;
  assert.match(home.run("evaluate", file).stdout, /Whom do we depend on\?/);
  assert.match(home.run("evaluate", file, "--language", "es").stdout, /¿De quién dependemos\?/);
  const json = JSON.parse(home.run("evaluate", file, "--json", "--language", "es").stdout);
  assert.ok(json.findings.some((finding) => /nuestros ingresos/.test(finding.sentence)));
});
