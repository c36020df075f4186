// Tables from other programs: pasted into the lane and onto the map, and opened as a file.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { opened, shut, start, until } from "./program.mjs";
import { putOnClipboard } from "./screen.mjs";

let home;
let window;

before(async () => {
  ({ home, window } = await opened());
  await window.newMap();
});

after(() => shut(window, home));

const isSaid = (words) => until(async () => (await window.text()).includes(words), `"${words}" is said`);

test("a table from a spreadsheet is told before it goes in, and a wrong row stays with its titles", async () => {
  const lane = await window.lane();
  await lane.click();
  putOnClipboard(
    "From\tTo\tAmount\tKind\nBuyer\tSeller\t5000\tmoney\nSeller\tBank\t4\ttrust\nBank\tBuyer\t\tmony\n",
  );
  await window.keys("Control", "v");
  await isSaid("A table: from, to, amount, kind.");
  await isSaid("money Buyer to Seller, $5,000/yr");
  await isSaid("“mony” is no kind of flow");
  assert.ok(!(await window.text()).includes("Type / and say who pays whom"), "the empty sheet gives way");
  await window.keys("Enter");
  await until(
    async () => (await lane.getValue()).trim() === "From\tTo\tAmount\tKind\nBank\tBuyer\t\tmony",
    "the wrong row is left, with the titles that say what it means",
  );
  assert.deepEqual((await window.onTheMap()).slice(0, 2), [
    "money from Buyer to Seller: $5,000/yr, assumed",
    "trust from Seller to Bank: 4/5, assumed",
  ]);
  await window.keys("Control", "a");
  await window.keys("\uE017");
  await window.selectNothing();
});

test("titles in a language that is not known are told from rows", async () => {
  const lane = await window.lane();
  await lane.click();
  putOnClipboard("Von;Nach;Art\nKunde;Wir;Geld\nWir;Lieferant;Daten\n");
  await window.keys("Control", "v");
  await isSaid("A table: from, to, remark.");
  await isSaid("The first line is taken as titles.");
  await isSaid("new actor Lieferant");
  await window.keys("Control", "a");
  await window.keys("\uE017");
  await window.selectNothing();
});

test("rows set apart by semicolons go onto the map as flows, with the way back beside them", async () => {
  await window.undo();
  await until(async () => (await window.onTheMap()).length === 0, "the map is empty again");
  putOnClipboard("Buyer;Seller;5\nSeller;Bank;7,5\n");
  await window.keys("Control", "v");
  await isSaid("A table: from, to, amount. Nothing says what flows, so it is taken as money.");
  assert.deepEqual(await window.actors(), ["Buyer", "Seller", "Bank"]);
  assert.deepEqual((await window.onTheMap()).slice(0, 2), [
    "money from Buyer to Seller: $5/yr, assumed",
    "money from Seller to Bank: $7.5/yr, assumed",
  ]);
  await window.press("Undo");
  await until(async () => (await window.onTheMap()).length === 0, "all of it is taken back");
});

test("rows pasted onto the map that are not understood go into the lane, to be mended there", async () => {
  putOnClipboard("From\tTo\tAmount\nBuyer\tSeller\t5000\nSeller\t\t200\nBank\tBuyer\t-7\n");
  await window.keys("Control", "v");
  await until(async () => (await window.actors()).length === 2, "what is understood goes in");
  const lane = await window.lane();
  const isLeft = async () => (await lane.getValue()) === "From\tTo\tAmount\nSeller\t\t200\nBank\tBuyer\t-7";
  await until(isLeft, "the rest stands in the lane");
  await isSaid("An arrow has an actor at each end");
  await window.screenshot("rows left of what was pasted");
  await window.keys("Control", "a");
  await window.keys("\uE017");
  await window.selectNothing();
});

test("a CSV file opens as a map", async () => {
  await window.close();
  const file = home.file("payments.csv");
  writeFileSync(
    file,
    '\ufefffrom,to,amount,currency\r\n"Buyer, Inc",Seller,"1,200",EUR\r\nSeller,Bank,300,USD\r\n',
  );
  window = await start(home, { file });
  await window.placeOf("Bank");
  assert.equal((await window.onTheMap())[0], "money from Buyer, Inc to Seller: €1,200/yr, assumed");
  await isSaid("This map was made from a table; the file is unchanged.");
  await isSaid("A table: from, to, amount, currency. Nothing says what flows, so it is taken as money.");
  await window.screenshot("a table was opened");
  await window.press("Dismiss");
  await until(async () => !(await window.text()).includes("A table:"), "it is put away");
});
