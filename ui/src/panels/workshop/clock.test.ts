import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { words } from "../../words";
import { AGENDA, clock, clockText, minutesOf } from "./clock.svelte";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  clock.stop();
  vi.useRealTimers();
});

describe("the agenda", () => {
  test("takes an hour or an hour and a half, and has a name for each step", () => {
    expect([minutesOf("short"), minutesOf("long")]).toEqual([60, 90]);
    expect(words.workshop.steps).toHaveLength(AGENDA.length);
  });

  test("comes to each of the nine questions once", () => {
    expect(AGENDA.flatMap((part) => part.questions).toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});

describe("the clock", () => {
  test("counts a step down and goes on counting what is over", () => {
    clock.go(0);
    vi.advanceTimersByTime(60_000);
    expect(clockText(clock.left)).toBe("4:00");
    vi.advanceTimersByTime(4 * 60_000 + 30_000);
    expect(clockText(clock.left)).toBe("+0:30");
  });

  test("holds and goes on where it was", () => {
    clock.go(1);
    vi.advanceTimersByTime(90_000);
    clock.toggle();
    vi.advanceTimersByTime(600_000);
    expect(clockText(clock.left)).toBe("13:30");
    clock.toggle();
    vi.advanceTimersByTime(30_000);
    expect(clockText(clock.left)).toBe("13:00");
  });

  test("begins each step anew and stays at the last", () => {
    clock.go(5);
    vi.advanceTimersByTime(60_000);
    clock.go(6);
    expect(clock.step).toBe(5);
    expect(clockText(clock.left)).toBe("10:00");
  });
});
