import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Point } from "../generated/Point";
import { toMap, type Camera } from "./camera";
import { pinched } from "./pinch";
import { Fingers, LONG } from "./touch";

const at = (x: number, y = 100): Point => ({ x, y });

let done: string[];
let camera: Camera;
let fingers: Fingers;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("window", globalThis);
  done = [];
  camera = { x: 0, y: 0, zoom: 1 };
  const say =
    (what: string) =>
    ({ x }: Point) =>
      void done.push(`${what} ${x}`);
  fingers = new Fingers({
    get camera() {
      return camera;
    },
    look: (to) => void (camera = to),
    press: say("press"),
    drag: say("drag"),
    lift: say("lift"),
    cancel: () => void done.push("cancel"),
    write: say("write"),
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("one finger", () => {
  test("presses, drags once it does more than tremble, and lifts", () => {
    fingers.down([at(10)]);
    fingers.move([at(14)]);
    fingers.move([at(40)]);
    fingers.up([], 100);
    expect(done).toEqual(["press 10", "drag 40", "lift 40"]);
  });

  test("that stays means to write", () => {
    fingers.down([at(10)]);
    vi.advanceTimersByTime(LONG);
    fingers.move([at(60)]);
    fingers.up([], LONG + 10);
    expect(done).toEqual(["press 10", "cancel", "write 10"]);
  });

  test("that drags does not write, however long it takes", () => {
    fingers.down([at(10)]);
    fingers.move([at(60)]);
    vi.advanceTimersByTime(2 * LONG);
    expect(done).toEqual(["press 10", "drag 60"]);
  });

  test("that taps twice means to write, but not when it taps elsewhere or late", () => {
    const tap = (x: number, time: number) => {
      fingers.down([at(x)]);
      fingers.up([], time);
    };
    tap(10, 0);
    tap(12, 200);
    expect(done.at(-1)).toBe("write 12");
    tap(10, 1000);
    tap(200, 1100);
    tap(200, 2000);
    expect(done.filter((what) => what.startsWith("write"))).toHaveLength(1);
  });
});

describe("two fingers", () => {
  test("take back what the first began, and hold what is under them", () => {
    fingers.down([at(100)]);
    fingers.down([at(100), at(200)]);
    fingers.move([at(100), at(300)]);
    expect(done).toEqual(["press 100", "cancel"]);
    expect(camera.zoom).toBe(2);
    expect(toMap(camera, at(200))).toEqual(at(150));
  });

  test("leave nothing being dragged when one goes before the other", () => {
    fingers.down([at(100), at(200)]);
    fingers.up([at(200)], 10);
    fingers.move([at(260)]);
    fingers.up([], 20);
    expect(done).toEqual([]);
    fingers.down([at(50)]);
    expect(done).toEqual(["press 50"]);
  });

  test("zoom no further than the wheel does", () => {
    expect(pinched(camera, [at(0), at(10)], [at(0), at(1000)]).zoom).toBe(4);
  });
});
