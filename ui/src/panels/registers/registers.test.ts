import { describe, expect, it } from "vitest";
import type { Agreement } from "../../generated/Agreement";
import { agreementsBy, day, money, percent } from "./registers";

const agreement = (title: string, more: Partial<Agreement>): Agreement => ({
  ...{ id: 1, title, kinds: [], parties: [1], covers: [], strict: null, changed_alone_by: null },
  ...{ notice_days: null, tested: false, review: "", owner: "", state: null },
  ...more,
});
const titles = (order: Parameters<typeof agreementsBy>[0]) =>
  agreementsBy(
    order,
    [
      agreement("terms", { parties: [1, 3], state: "green", review: "2026-06-30" }),
      agreement("data", { parties: [2, 1], state: "red" }),
      agreement("share", { parties: [3, 1], state: "green", review: "2026-03-31" }),
    ],
    1,
    (actor) => ["", "Us", "Acme", "Store"][actor] ?? "",
  ).map((each) => each.title);

describe("agreements", () => {
  it("stand by partner, by trouble, or by the next review", () => {
    expect(titles("partner")).toEqual(["data", "share", "terms"]);
    expect(titles("state")).toEqual(["data", "share", "terms"]);
    expect(titles("review")).toEqual(["share", "terms", "data"]);
  });
});

describe("registers", () => {
  it("write days, money and shares as people do", () => {
    expect([day("2026-12-31"), day("spring")]).toEqual(["31 Dec 2026", "spring"]);
    expect([money(80_000, "EUR"), money(1_250_000, ""), money(12, "USD")]).toEqual([
      "EUR 80k",
      "1.3m",
      "USD 12",
    ]);
    expect([percent(1 / 3), percent(1)]).toEqual(["33%", "100%"]);
  });
});
