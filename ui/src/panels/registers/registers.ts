// The order of agreements, and how registers write days, money and shares.
import type { Agreement } from "../../generated/Agreement";
import { words } from "../../words";

export type Order = "partner" | "state" | "review";

/** Agreements in order: by partner's name, the most troubled first, or the next review first. */
export function agreementsBy(
  order: Order,
  agreements: readonly Agreement[],
  own: number | null,
  nameOf: (actor: number) => string,
): Agreement[] {
  const partner = (each: Agreement) =>
    each.parties
      .filter((party) => party !== own)
      .map(nameOf)
      .join(", ");
  const trouble = (each: Agreement) => ["red", "yellow", "green", ""].indexOf(each.state ?? "");
  const review = (each: Agreement) => each.review || "9999";
  return agreements.toSorted(
    (a, b) =>
      (order === "state" ? trouble(a) - trouble(b) : 0) ||
      (order === "partner" ? 0 : review(a).localeCompare(review(b))) ||
      partner(a).localeCompare(partner(b)) ||
      a.title.localeCompare(b.title),
  );
}

/** "31 Dec 2026" for an ISO date; anything else as it stands. */
export function day(iso: string): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso) ?? [];
  const name = words.numbers.months[Number(month) - 1];
  return name === undefined ? iso : words.numbers.day(String(Number(date)), name, year ?? "");
}

/** Two significant digits. */
const twoDigits = (n: number) => words.numbers.plain(Number(n.toPrecision(2)));

/** Two significant digits: "EUR 80k". */
export function money(amount: number, currency: string): string {
  const { bn, m, k } = words.numbers;
  const units = [
    [bn, 1e9],
    [m, 1e6],
    [k, 1e3],
  ] as const;
  const [unit, size] = units.find(([, s]) => amount >= 0.995 * s) ?? ["", 1];
  return `${currency} ${twoDigits(amount / size)}${unit}`.trim();
}

/** A share of 1 in percent, two significant digits. */
export const percent = (share: number): string => words.numbers.percent(twoDigits(share * 100));
