import type { Point } from "../../generated/Point";
import { panned } from "../camera";
import type { Gesture, Pointer, Stage } from "./gesture";

/** Moves the sheet under the window. */
export class Pan implements Gesture {
  readonly cursor = "grabbing";
  #last: Point;

  constructor(
    private readonly stage: Stage,
    start: Pointer,
  ) {
    this.#last = start.screen;
  }

  update({ screen }: Pointer) {
    this.stage.look(panned(this.stage.camera, { x: screen.x - this.#last.x, y: screen.y - this.#last.y }));
    this.#last = screen;
  }

  end() {}
  cancel() {}
}
