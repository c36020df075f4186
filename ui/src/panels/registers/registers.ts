// The order of agreements, and how registers write days, money and shares.
import type { Agreement } from "../../generated/Agreement";

export type Order = "partner" | "state" | "review";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

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
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? iso : `${Number(date)} ${name} ${year}`;
}

/** Two significant digits: "EUR 80k". */
export function money(amount: number, currency: string): string {
  const [unit, size] = (
    [
      ["bn", 1e9],
      ["m", 1e6],
      ["k", 1e3],
    ] as const
  ).find(([, s]) => amount >= 0.995 * s) ?? ["", 1];
  return `${currency} ${Number((amount / size).toPrecision(2))}${unit}`.trim();
}

/** A share of 1 in percent, two significant digits. */
export const percent = (share: number): string => `${Number((share * 100).toPrecision(2))}%`;
