// The window's words in Spanish for whoever reaches its states by the English ones: read from the two catalogues.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import typescript from "typescript";
import { until } from "../e2e/program.mjs";

/** What the core says, or ends in the middle of a sentence of the window. */
const ELSEWHERE = {
  Tidying: "Ordenando",
  "almost surely": "casi con seguridad",
  damaged: "dañad",
  "is written": "escrit",
  "can be read, not changed": "no cambiar",
  neither: "no es un documento",
  "Our settings": "Nuestros ajustes",
  "money from Mid-market firms to Cloud marketplace": "dinero de Mid-market firms a Cloud marketplace",
};

/** The catalogues as values; they are TypeScript, of which the types are taken away. */
async function catalogues() {
  const folder = mkdtempSync(join(tmpdir(), "portolan-words-"));
  try {
    for (const name of ["words", "words.es", "language"]) {
      const source = readFileSync(join("ui", "src", `${name}.ts`), "utf8");
      const options = { target: "ES2022", module: "ES2022", verbatimModuleSyntax: false };
      const { outputText } = typescript.transpileModule(source, { compilerOptions: options });
      writeFileSync(
        join(folder, `${name}.mjs`),
        outputText.replace(/from "\.\/([\w.]+)"/g, 'from "./$1.mjs"'),
      );
    }
    const { english } = await import(pathToFileURL(join(folder, "words.mjs")));
    const { spanish } = await import(pathToFileURL(join(folder, "words.es.mjs")));
    return { english, spanish };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Pairs of the same sentence; one that is made with a name holds a mark in its place. */
function* pairs(english, spanish) {
  for (const [name, one] of Object.entries(english)) {
    const other = spanish[name];
    if (typeof one === "string") yield [one, other];
    else if (typeof one === "object" && one !== null) yield* pairs(one, other);
    else if (typeof one === "function") {
      const marks = ["\u0001", "\u0002"].slice(0, one.length);
      const said = (make) => {
        try {
          return String(make(...marks));
        } catch {
          return "";
        }
      };
      const [a, b] = [said(one), said(other)];
      if (marks.every((mark) => a.includes(mark) && b.includes(mark))) yield [a, b];
    }
  }
}

/** Gives the Spanish for an English text of the window, or for a part of one. */
export async function translator() {
  const { english, spanish } = await catalogues();
  const all = [...pairs(english, spanish)];
  const fixed = new Map(all.filter(([text]) => !text.includes("\u0001")).reverse());
  // What is little but names would be found in any text.
  const made = all.filter(([text]) => text.includes("\u0001") && text.length > 6);
  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return (text) => {
    const exact = ELSEWHERE[text] ?? fixed.get(text);
    if (exact) return exact;
    for (const [from, to] of made) {
      const pattern = escaped(from).replace("\u0001", "(.+)").replace("\u0002", "(.+)");
      const found = new RegExp(`^${pattern}$`).exec(text);
      // Names of what is made stay as they are, those of templates do not.
      const part = (n) => fixed.get(found[n]) ?? found[n];
      if (found) return to.replace("\u0001", () => part(1)).replace("\u0002", () => part(2));
    }
    return [...fixed].find(([from]) => from.includes(text))?.[1] ?? text;
  };
}

/** A window that is spoken of in English and speaks Spanish. */
export function inSpanish(window, translate) {
  for (const name of ["named", "has", "heard"]) {
    const own = window[name].bind(window);
    window[name] = (text, ...rest) => own(translate(text), ...rest);
  }
  const act = window.act.bind(window);
  window.act = (name) => act(translate(name));
  window.samplesShown = () => {
    const shown = () => {
      const buttons = [...document.querySelectorAll(".gallery button")];
      return buttons.length > 0 && buttons.every((b) => b.querySelector("canvas"));
    };
    return until(() => window.browser.execute(shown), "the samples show their pages", 60_000);
  };
  window.evaluated = () =>
    until(async () => /flujos? (no )?tienen? número/.test(await window.text()), "the map is evaluated");
}
