import { describe, expect, test, vi } from "vitest";

vi.mock("../host", () => ({
  call: vi.fn(),
  onEvent: vi.fn(),
  setWindowTitle: vi.fn(),
  failureFrom: (e: unknown) => e,
}));

import type { RecordId } from "../generated/RecordId";
import { actions } from ".";
import { aligned, distributed, shiftTo } from "./arrange";
import { actionFor } from "./dispatch";
import { keyText, matches, type Pressed } from "./keys";

const press = (key: string, held: Partial<Pressed> = {}): Pressed => ({
  key,
  code: "",
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

describe("keys", () => {
  test("are told apart by what is held", () => {
    expect(matches("Mod+Z", press("z", { ctrlKey: true }), false)).toBe(true);
    expect(matches("Mod+Z", press("Z", { ctrlKey: true, shiftKey: true }), false)).toBe(false);
    expect(matches("Mod+Shift+Z", press("Z", { ctrlKey: true, shiftKey: true }), false)).toBe(true);
    expect(matches("Mod+Z", press("z", { metaKey: true }), true)).toBe(true);
    expect(matches("Mod+Z", press("z", { metaKey: true }), false)).toBe(false);
    expect(matches("F", press("f", { ctrlKey: true }), false)).toBe(false);
  });

  test("work on keyboards that write other scripts and where Alt changes the digit", () => {
    expect(matches("Mod+Z", press("я", { code: "KeyZ", ctrlKey: true }), false)).toBe(true);
    expect(matches("Alt+1", press("¡", { code: "Digit1", altKey: true }), true)).toBe(true);
  });

  test("that are signs mean the sign, wherever it is on the keyboard", () => {
    expect(matches("?", press("?", { shiftKey: true }), false)).toBe(true);
    expect(matches("+", press("+"), false)).toBe(true);
    expect(matches("Mod++", press("+", { ctrlKey: true, shiftKey: true }), false)).toBe(true);
    expect(matches("Mod+-", press("-", { ctrlKey: true }), false)).toBe(true);
  });

  test("are shown as the platform writes them", () => {
    expect(keyText("Mod+Shift+Z", false)).toBe("Ctrl+Shift+Z");
    expect(keyText("Mod+Shift+Z", true)).toBe("⇧⌘Z");
    expect(keyText("Mod++", false)).toBe("Ctrl++");
  });
});

describe("the list of actions", () => {
  test("names every action and gives no key to two", () => {
    const ids = actions.map((a) => a.id);
    expect(new Set(ids).size).toBe(ids.length);
    const keys = actions.flatMap((a) => a.keys);
    expect(keys.filter((key, n) => keys.indexOf(key) !== n)).toEqual([]);
  });

  test("has no two that the same press starts, on any platform", () => {
    const signs: Readonly<Record<string, string>> = { "?": "Slash", "+": "Equal" };
    const pressOf = (keys: string, mac: boolean): Pressed => {
      const parts = keys.split(/\+(?=.)/);
      const key = parts.at(-1) ?? "";
      const held = (name: string) => parts.slice(0, -1).includes(name);
      const isLetter = /^[A-Z]$/.test(key);
      return {
        key: isLetter && !held("Shift") ? key.toLowerCase() : key,
        code: signs[key] ?? (isLetter ? `Key${key}` : /^\d$/.test(key) ? `Digit${key}` : ""),
        ctrlKey: held("Mod") && !mac,
        metaKey: held("Mod") && mac,
        shiftKey: held("Shift") || key in signs,
        altKey: held("Alt"),
      };
    };
    for (const mac of [false, true]) {
      for (const keys of actions.flatMap((a) => a.keys)) {
        const pressed = pressOf(keys, mac);
        const started = actions.filter((a) => a.keys.some((k) => matches(k, pressed, mac))).map((a) => a.id);
        expect(started, `${keys} on ${mac ? "a Mac" : "others"}`).toHaveLength(1);
      }
    }
  });

  test("leaves the canvas the keys that move things: arrows, and Space", () => {
    const own = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", " "];
    for (const shiftKey of [false, true]) {
      for (const key of own) {
        expect(actions.filter((a) => a.keys.some((k) => matches(k, press(key, { shiftKey }))))).toEqual([]);
      }
    }
  });

  test("leaves a text field its own keys", () => {
    const always = actions.map((a) => ({ ...a, possible: () => true }));
    expect(actionFor(always, press("z", { ctrlKey: true }), "other")?.id).toBe("undo");
    expect(actionFor(always, press("z", { ctrlKey: true }), "text")).toBeUndefined();
    expect(actionFor(always, press("k", { ctrlKey: true }), "text")?.id).toBe("palette");
    expect(actionFor(always, press("a"), "text")).toBeUndefined();
  });

  test("keeps Tab and Enter for the canvas", () => {
    const always = actions.map((a) => ({ ...a, possible: () => true }));
    expect(actionFor(always, press("Tab"), "canvas")?.id).toBe("new_linked_actor");
    expect(actionFor(always, press("Tab"), "other")).toBeUndefined();
  });

  test("passes over what is not possible now", () => {
    const never = actions.map((a) => ({ ...a, possible: () => false }));
    expect(actionFor(never, press("f"), "canvas")).toBeUndefined();
  });
});

describe("arranging", () => {
  const placed = (n: number, x: number, y: number, w = 100, h = 40) => ({
    id: { table: "actor", id: n } as RecordId,
    rect: { x, y, w, h },
  });

  test("aligns an edge or the middles", () => {
    const items = [placed(1, 10, 0), placed(2, 40, 100, 60), placed(3, 25, 200, 200)];
    expect(aligned(items, "left").map((i) => i.rect.x)).toEqual([10, 10, 10]);
    expect(aligned(items, "right").map((i) => i.rect.x + i.rect.w)).toEqual([225, 225, 225]);
    expect(new Set(aligned(items, "centre").map((i) => i.rect.x + i.rect.w / 2)).size).toBe(1);
    expect(aligned(items, "left").map((i) => i.rect.y)).toEqual([0, 100, 200]);
  });

  test("gives equal gaps between the outermost two", () => {
    const items = [placed(1, 0, 0), placed(3, 900, 0), placed(2, 130, 0, 60)];
    const across = distributed(items, "x");
    expect(across.map((i) => i.id)).toEqual([1, 2, 3].map((id) => ({ table: "actor", id })));
    expect(across.map((i) => i.rect.x)).toEqual([0, 470, 900]);
  });

  test("moves actors by their middle and notes by their corner", () => {
    expect(shiftTo(placed(1, 10, 20)).to).toEqual({ x: 60, y: 40 });
    expect(shiftTo({ ...placed(1, 10, 20), id: { table: "note", id: 1 } }).to).toEqual({ x: 10, y: 20 });
  });
});
