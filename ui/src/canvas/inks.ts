// Colours by what they mean: the palettes that came with the assets, and their faded twins.
import type { Assets } from "../generated/Assets";
import type { Ink } from "../generated/Ink";

/** A colour for each ink, ready for a canvas. */
export type Inks = Readonly<Record<Ink, string>>;

/** How much of a colour is left where something else is lit. */
export const FADED = 0.25;

/** The palette of this name. */
export function inksOf(assets: Assets, name: string): Inks {
  const palette = assets.palettes.find(([n]) => n === name) ?? assets.palettes[0];
  if (!palette) throw new Error("the assets hold no palette");
  return Object.fromEntries(palette[1]) as Inks;
}

/** The same palette seen through a veil of paper; opaque, so that cards still cover what is behind them. */
export function fadedInks(inks: Inks, part: number): Inks {
  const faded = Object.entries(inks).map(([ink, colour]) => [ink, mixed(inks.paper, colour, part)]);
  return Object.fromEntries(faded) as Inks;
}

/** `part` of `b` over `a`, both `#rrggbb`. */
export function mixed(a: string, b: string, part: number): string {
  const channel = (colour: string, at: number) => parseInt(colour.slice(at, at + 2), 16);
  const mix = (at: number) => Math.round(channel(a, at) + (channel(b, at) - channel(a, at)) * part);
  return `#${[1, 3, 5].map((at) => mix(at).toString(16).padStart(2, "0")).join("")}`;
}
