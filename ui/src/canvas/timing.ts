// Which kind of canvas is quick here: kept in memory (no GPU) or on the GPU. Timed, never assumed.

const [WIDTH, HEIGHT] = [640, 400];
const ROUNDS = 3;

let chosen: boolean | null = null;

/** Whether canvases should be made with `willReadFrequently`; times both the first time. */
export function willReadFrequently(): boolean {
  chosen ??= timed(true) < timed(false);
  return chosen;
}

/** Milliseconds for a frame much like the painter's: a blit, curves, boxes and text, forced to finish. */
function timed(inMemory: boolean): number {
  const make = () => {
    const canvas = document.createElement("canvas");
    canvas.width = WIDTH;
    canvas.height = HEIGHT;
    return { canvas, ctx: canvas.getContext("2d", { alpha: false, willReadFrequently: inMemory }) };
  };
  const [back, front] = [make(), make()];
  if (!back.ctx || !front.ctx) return Infinity;
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const start = performance.now();
    scribble(back.ctx, round);
    for (let n = 0; n < 4; n++) front.ctx.drawImage(back.canvas, n, n);
    front.ctx.getImageData(0, 0, 1, 1);
    if (round > 0) times.push(performance.now() - start);
  }
  return Math.min(...times);
}

function scribble(ctx: CanvasRenderingContext2D, round: number) {
  ctx.fillStyle = "#fff";
  ctx.fillRect(0, 0, WIDTH, HEIGHT);
  ctx.fillStyle = ctx.strokeStyle = "#345";
  ctx.font = "12px sans-serif";
  for (let n = 0; n < 60; n++) {
    const [x, y] = [(n * 97 + round) % WIDTH, (n * 61) % HEIGHT];
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.bezierCurveTo(x + 90, y, x - 60, y + 120, x + 160, y + 90);
    ctx.stroke();
    ctx.strokeRect(x, y, 90, 40);
    ctx.fillText("Hospital", x, y);
  }
}
