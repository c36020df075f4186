// Pixels: of a PNG, without a library (eight bits a channel, not interlaced, as the driver and the program write), and of
// the window's canvas.

import { inflateSync } from "node:zlib";

/** Bytes of a pixel for each colour type. */
const CHANNELS = { 2: 3, 6: 4 };

/** Width, height and the lightness of each pixel, 0 to 255. */
export function lightness(png) {
  const { width, height, channels, rows } = unpacked(png);
  const light = new Uint8Array(width * height);
  for (let at = 0; at < light.length; at++) {
    const p = at * channels;
    const alpha = channels === 4 ? rows[p + 3] / 255 : 1;
    const luma = 0.2126 * rows[p] + 0.7152 * rows[p + 1] + 0.0722 * rows[p + 2];
    light[at] = Math.round(luma * alpha + 255 * (1 - alpha));
  }
  return { width, height, light };
}

function unpacked(png) {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const channels = CHANNELS[png[25]];
  if (png[24] !== 8 || channels === undefined || png[28] !== 0) throw new Error("a PNG of another sort");
  const parts = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString("latin1", at + 4, at + 8) === "IDAT")
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const raw = inflateSync(Buffer.concat(parts));
  const line = width * channels;
  const rows = new Uint8Array(line * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (line + 1)];
    for (let x = 0; x < line; x++) {
      const at = y * line + x;
      const left = x >= channels ? rows[at - channels] : 0;
      const up = y > 0 ? rows[at - line] : 0;
      const corner = x >= channels && y > 0 ? rows[at - line - channels] : 0;
      rows[at] = raw[y * (line + 1) + 1 + x] + guess(filter, left, up, corner);
    }
  }
  return { width, height, channels, rows };
}

/** What a row's filter takes a byte to be, from those before it (PNG, section 9). */
function guess(filter, left, up, corner) {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  const [a, b, c] = [left, up, corner].map((v) => Math.abs(left + up - corner - v));
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** The accent of the light palette, in which guides and what is picked out are drawn. */
export const ACCENT = [15, 110, 140];

/** How many pixels of a colour are in a piece of the window's canvas. */
export const coloured = (browser, { x, y, w, h }, colour = ACCENT) =>
  browser.execute(
    (at, colour) => {
      const canvas = document.querySelector("[data-canvas]");
      const { left, top } = canvas.getBoundingClientRect();
      const ratio = canvas.width / canvas.clientWidth;
      const [px, py] = [(at.x - left) * ratio, (at.y - top) * ratio].map(Math.round);
      const { data } = canvas.getContext("2d").getImageData(px, py, at.w * ratio, at.h * ratio);
      let found = 0;
      for (let i = 0; i < data.length; i += 4)
        if (colour.every((channel, n) => Math.abs(data[i + n] - channel) < 12)) found++;
      return found;
    },
    { x, y, w, h },
    colour,
  );
