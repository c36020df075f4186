import { describe, expect, it } from "vitest";
import type { PageSettings } from "../../generated/PageSettings";
import { fitScale, pngWidths } from "./sizes";

const page = (size: PageSettings["size"]) => ({ size }) as PageSettings;

describe("page sizes", () => {
  it("offer slides at the sizes of screens", () => {
    expect(pngWidths(page("16:9"), 960)).toEqual([1920, 3840]);
  });

  it("offer paper at dots an inch", () => {
    expect(pngWidths(page("a4"), 841.89)).toEqual([1754, 3508, 7016]);
  });

  it("fit the narrower way", () => {
    expect(fitScale({ width: 800, height: 400 }, { width: 432, height: 1000 }, 16)).toBe(0.5);
  });
});
