import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

/** The colours of a theme, by name. */
function colours(theme: string): Record<string, string> {
  const block = css.slice(css.indexOf(`[data-theme="${theme}"]`)).split("}")[0] ?? "";
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value]),
  );
}

/** WCAG 2.2 relative luminance of `#rrggbb`. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(["light", "dark", "contrast", "contrast_night"])("the %s theme", (theme) => {
  const of = colours(theme);
  const pairs: [string, string][] = [
    ...["surface", "paper", "sunk", "hover", "accent-tint"].flatMap((ground): [string, string][] => [
      ["text", ground],
      ["quiet", ground],
    ]),
    ["accent-strong", "surface"],
    ["accent-strong", "accent-tint"],
    ["on-accent", "accent"],
    ["on-accent", "accent-strong"],
    ["red", "surface"],
    ["red", "hover"],
    ["red", "accent-tint"],
    ["red", "red-tint"],
    ["text", "red-tint"],
    ["text", "amber-tint"],
    ["amber", "amber-tint"],
    ["green", "surface"],
  ];

  it.each(pairs)("has %s readable on %s", (ink, ground) => {
    expect(contrast(of[ink] ?? "", of[ground] ?? "")).toBeGreaterThanOrEqual(4.5);
  });

  it("has edges of controls and the focus ring visible", () => {
    for (const ink of ["line-strong", "accent"]) {
      expect(contrast(of[ink] ?? "", of["surface"] ?? "")).toBeGreaterThanOrEqual(3);
    }
  });
});
