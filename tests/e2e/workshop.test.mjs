// A workshop: the guided first map, a template, prompts that begin an answer, the clock, the parking lot.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { opened, shut, until } from "./program.mjs";

const F5 = "\uE035";
const DELETE = "\uE017";
const THOUGHT = "Ask legal about Poland";

let home;
let window;

before(async () => {
  ({ home, window } = await opened());
});

after(() => shut(window, home));

const shown = (words) => async () => (await window.text()).includes(words);
const isThere = async (name) => (await window.actors()).some((actor) => actor.startsWith(name));
/** The step of the guide that is on. */
const guided = () =>
  window.browser.execute(
    () => document.querySelector("[aria-label='A first map'] [aria-current=step] p")?.textContent ?? "",
  );
const stepIs = (name) => until(async () => (await guided()) === name, `the guide says: ${name}`);

test("the guided first map ticks each step by what is really on the map", async () => {
  await window.press("Begin with A guided first map. Three minutes; leave it at any time");
  await stepIs("Say who we are");
  await window.screenshot("guide");
  const strip = () =>
    window.browser.execute(() => {
      const guide = document.querySelector("[aria-label='A first map']").getBoundingClientRect();
      const map = document.querySelector("[data-canvas]").getBoundingClientRect();
      return { bottom: guide.bottom, top: map.top };
    });
  const { bottom, top } = await strip();
  assert.ok(bottom <= top, `it covers nothing of the map: ${bottom} and ${top}`);
  await window.speak("us Our firm");
  await stepIs("Say who pays us");
  await window.speak("Shop -money 300k/y-> Our firm");
  await stepIs("Add somebody by hand");
  await window.keys("Escape");
  await window.addActor("Analyst", { x: 700, y: 650 });
  await stepIs("Draw an arrow");
  const us = await window.placeOf("Our firm");
  await window.drag(await window.rimOf("Analyst", us), us);
  await window.named("Kind of the new flow");
  await window.nextFrame();
  assert.equal(await guided(), "Draw an arrow", "an arrow without its kind is not done yet");
  await window.keys("4");
  await stepIs("Say who decides");
  await window.keys("Escape");
  await window.speak("CIO decides buy");
  await stepIs("Read what the map says");
  const sentence = await window.sentence("");
  await sentence.moveTo();
  await stepIs("Show it to the room");
  await window.keys("Escape");
  await window.keys("Escape");
  await window.keys(F5);
  await until(() => window.has("Presentation"), "the map is presented");
  await window.keys("Escape");
  await stepIs("Make the page for the board");
  await window.openPage();
  await window.keys("Escape");
  await until(shown("That is all there is to it"), "the guide has come to its end");
  await window.screenshot("guide done");
  await window.press("Close the guide");
  await until(async () => !(await window.has("A first map")), "the guide is gone");
});

test("a guide can be left at any time", async () => {
  await window.backToStart();
  await window.press("Begin with A guided first map. Three minutes; leave it at any time");
  await stepIs("Say who we are");
  await window.press("Leave the guide");
  await until(async () => !(await window.has("A first map")), "the guide is gone");
  await window.backToStart();
});

test("an empty map with the nine questions says what is missing and begins the answer", async () => {
  await window.press("Begin with The nine questions. An empty map, and what to ask the room");
  await until(shown("Nothing is on this map yet."), "the first prompt is there");
  await window.screenshot("nine questions");
  const prompt = await window.browser.$("//button[contains(., 'Nothing is on this map yet.')]");
  await prompt.click();
  const lane = await window.lane();
  await until(async () => (await lane.getValue()) === "Acme : customer", "the lane has the begun line");
  await window.type("Clinics");
  await window.keys("Enter");
  await window.placeOf("Clinics");
  await until(shown("The map does not say who we are."), "the next prompt is there");
});

test("another map is not begun in the panel of a workshop", async () => {
  assert.ok(await shown("What is still missing")());
  await window.backToStart();
  await window.openRecent("Untitled map");
  await until(shown("Interdependencies that matter most"), "the panel says what this map says");
  assert.ok(!(await shown("What is still missing")()));
  await window.press("Workshop: time, prompts, parking lot");
  await until(shown("What is still missing"), "the workshop is a press away");
});

test("the clock of the agenda runs and can be held", async () => {
  await window.press("Start");
  await until(shown("4:5"), "the time of the first step runs");
  await window.press("Hold the time");
  await window.press("Next step");
  await until(shown("14:5"), "the second step has its own time");
  await window.press("End");
});

test("a thought is parked from the lane, kept, and comes onto the map", async () => {
  const lane = await window.lane();
  await lane.click();
  await window.type(THOUGHT);
  await window.keys("Control", "Enter");
  await window.named(`Put on the map: ${THOUGHT}`);
  assert.equal(await lane.getValue(), "");
  await window.keys("Escape");
  await window.keys("p");
  await window.heard("Park a thought");
  await window.type("Second thought");
  await window.keys("Enter");
  await window.named("Put on the map: Second thought");
  await window.screenshot("parking lot");
  await window.press(`Put on the map: ${THOUGHT}`);
  await until(async () => !(await window.has(`Put on the map: ${THOUGHT}`)), "it is parked no longer");
  await window.keys("Control", "i");
  await until(
    () =>
      window.browser.execute(
        (thought) => [...document.querySelectorAll("aside textarea")].some((text) => text.value === thought),
        THOUGHT,
      ),
    "the note is selected on the map",
  );
});

test("a deletion that takes flows along offers to undo it", async () => {
  await window.speak("us Our firm");
  await window.speak("Clinics -money 20k/y-> Our firm");
  await window.selectNothing();
  await window.keys("f");
  await until(async () => {
    if (await isThere("Clinics")) {
      await window.selectActor("Clinics");
      await window.keys(DELETE);
      await window.nextFrame();
    }
    return !(await isThere("Clinics"));
  }, "the actor is deleted");
  await until(shown("went along"), "the window tells what went along");
  await window.press("Undo");
  await until(() => isThere("Clinics"), "the actor is back");
});

test("the platform template has a partner for each stage", async () => {
  await window.backToStart();
  const template = await window.browser.$("//button[contains(@aria-label, 'A software platform')]");
  await template.click();
  await window.named("Title of the map");
  await until(async () => (await window.actors()).length === 11, "all its actors are on the map");
  await window.screenshot("template");
});
