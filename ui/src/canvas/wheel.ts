// What a turn of the wheel means: a mouse's wheel zooms, two fingers move the sheet, a pinch zooms.

type Turn = Pick<WheelEvent, "deltaX" | "deltaY" | "deltaMode" | "ctrlKey">;

/** Pixels of one line, where a wheel counts lines. */
const LINE = 40;

/** Whether it was a wheel with notches, not fingers: whole notches of 120, straight up or down, or in lines. */
export function isMouseWheel(turn: Turn & { wheelDeltaY?: number }): boolean {
  if (turn.deltaMode !== 0) return true;
  if (turn.deltaX !== 0) return false;
  const notches = turn.wheelDeltaY ?? 0;
  return notches !== 0 && notches % 120 === 0;
}

/** How much to zoom: a notch is about an eighth, a pinch follows the fingers. */
export function zoomFactor(turn: Turn): number {
  const pixels = turn.deltaMode === 0 ? turn.deltaY : turn.deltaY * LINE;
  const held = Math.max(-80, Math.min(80, pixels));
  return Math.exp(-held * (turn.ctrlKey && turn.deltaMode === 0 && Math.abs(held) < 40 ? 0.01 : 0.0025));
}
