// Somebody who has never seen the program goes from the start page to an exported page, once in each language
// that the window speaks. Every next step is found by words that can be read on the screen, or by what appears
// under the pointer; nothing is known of ids, keys or names that only assistive technology hears. Pictures are
// taken on the way.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { opened, shut, textOf, until } from "./program.mjs";

/** What is read on the way, and what is typed, by whoever reads and writes that language alone. */
const NEWCOMERS = {
  en: {
    new: "New map",
    first: "double-click",
    edge: "Drag from here to another card",
    kinds: ["money", "decision right"],
    us: "Our firm",
    shop: "Shop",
    amount: "300k/y",
    flow: "money from Shop to Our firm",
    lane: "Say who pays whom",
    says: "CIO decides buy",
    adds: "adds it",
    top: "Interdependencies that matter most",
    page: "Page",
    written: "is written",
    onPage: [/Shop/, /What the map says/],
  },
  es: {
    speak: ["English", "Español"],
    new: "Mapa nuevo",
    first: "doble clic",
    edge: "Arrastrar de aquí a otra tarjeta",
    kinds: ["dinero", "derecho de decisión"],
    us: "Nuestra empresa",
    shop: "Tienda",
    amount: "300k/año",
    flow: "dinero de Tienda a Nuestra empresa",
    lane: "Quién paga a quién",
    says: "Clínicas -dinero 40k/año-> Tienda",
    adds: "lo añade",
    top: "Las interdependencias que más importan",
    page: "Página",
    written: "está escrito",
    onPage: [/Tienda/, /Qué dice el mapa/],
  },
};

/**
 * In the page: the middle of these words where they can be read: in the window, and not under anything. Where they
 * stand alone before where they are among others, and then nearest to where the eyes are.
 */
function readable(words, eyes) {
  const found = [];
  const see = ({ left, top, width, height }, own, text) => {
    const [x, y] = [left + width / 2, top + height / 2];
    if (width < 4 || height < 4 || x < 0 || y < 0 || x > innerWidth || y > innerHeight) return;
    const there = document.elementFromPoint(x, y);
    // What lets the pointer through is not found under it, and yet can be read.
    const isOpen = there?.contains(own) || own.contains(there);
    if (isOpen || getComputedStyle(own).pointerEvents === "none")
      found.push({ x, y, isAlone: text.trim() === words });
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    see(range.getBoundingClientRect(), node.parentElement, node.data);
  }
  for (const input of document.querySelectorAll("input, textarea")) {
    const says = input.value === "" ? input.placeholder : input.value;
    if (says.includes(words)) see(input.getBoundingClientRect(), input, says);
  }
  const far = ({ x, y }) => Math.hypot(x - eyes.x, y - eyes.y);
  return found.sort((a, b) => b.isAlone - a.isAlone || far(a) - far(b))[0] ?? null;
}

for (const [language, words] of Object.entries(NEWCOMERS)) {
  describe(`a newcomer who reads ${language}`, () => {
    let home;
    let window;
    /** Where somebody looks: where the hand was last. */
    let eyes = { x: 0, y: 0 };

    before(async () => {
      ({ home, window } = await opened({ width: 1280, height: 720 }));
    });

    after(() => shut(window, home));

    const picture = (name) => window.screenshot(`newcomer ${language} ${name}`);

    /** Where these words can be read. */
    const read = (text) =>
      until(() => window.browser.execute(readable, text, eyes), `"${text}" can be read on the screen`);

    async function press(text) {
      eyes = await read(text);
      await window.click(eyes);
    }

    /** What appears beside a pointer that rests. */
    const tip = () => window.browser.execute(() => document.querySelector("[data-canvas]").title);

    /** Looks along a card's edge, as eyes look for something to take hold of, until the pointer says what it can do. */
    async function edgeOf(card, text) {
      for (let x = card.x; x < card.x + 160; x += 4) {
        await window.hover({ x, y: card.y });
        await window.nextFrame();
        if ((await tip()).includes(text)) return { x, y: card.y };
      }
      throw new Error(`Nothing on the way out of the card says "${text}"`);
    }

    async function addActor(name, at) {
      await window.click(at, { count: 2 });
      await window.type(name);
      await window.keys("Enter");
      await window.placeOf(name);
    }

    test("the start page says how to begin", async () => {
      for (const choice of words.speak ?? []) await press(choice);
      await read(words.new);
      await picture("1 start page");
      await press(words.new);
    });

    test("the empty sheet says what to do first", async () => {
      await read(words.first);
      await picture("2 empty sheet");
      await addActor(words.shop, { x: 300, y: 180 });
      await addActor(words.us, { x: 700, y: 450 });
      await picture("3 two cards");
    });

    test("what a pointer on a card's edge says is how a flow is drawn, and its kind is picked by a word", async () => {
      const [from, to] = [await window.placeOf(words.shop), await window.placeOf(words.us)];
      const edge = await edgeOf(from, words.edge);
      await picture("4 edge of a card");
      await window.drag(edge, to);
      eyes = to;
      const [money, other] = words.kinds;
      await read(other);
      await picture("5 kinds");
      await press(money);
      await window.nextFrame();
      await picture("6 what to write");
      await window.type(words.amount);
      await window.keys("Enter");
      await until(
        async () =>
          (await window.onTheMap()).some((name) => name.startsWith(words.flow) && name.includes("300k")),
        "the flow has its amount",
      );
      await picture("7 a flow");
    });

    test("the line at the bottom says what can be said in it", async () => {
      await press(words.lane);
      await window.type(words.says);
      await read(words.adds);
      await picture("8 a statement");
      await window.keys("Enter");
      await read(words.top);
      await picture("9 what the map says");
    });

    test("the page is reached and written by words on buttons", async () => {
      await press(words.page);
      await read("PDF");
      await picture("10 page");
      const path = home.file("first.pdf");
      await press("PDF");
      await window.chooseFile(path);
      await until(() => existsSync(path), "the page is written");
      await read(words.written);
      await picture("11 written");
      const text = textOf(path).replace(/\s+/g, " ");
      for (const expected of words.onPage) assert.match(text, expected);
    });
  });
}
