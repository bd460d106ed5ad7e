import type { Entity } from "@/lib/profiles/schema";
/** How many customers went through a programme and where they stand. */
export interface ProgrammeFigures {
  entered: number;
  open: number;
  completed: number;
  exited: number;
}

/** The share of finished passes that reached the goal; null while none has finished. */
export function completionRate(figures: ProgrammeFigures): number | null {
  const ended = figures.completed + figures.exited;
  return ended === 0 ? null : figures.completed / ended;
}

/** A share as people read it: "58%", and never 0% or 100% when it is not quite so. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded === 0 && share > 0) return "<1%";
  if (rounded === 100 && share < 1) return ">99%";
  return `${rounded}%`;
}

/** A count with thousands set apart. */
export function count(value: number): string {
  return value.toLocaleString("en-GB");
}

/** A count with its noun: "1 delivery", "3 deliveries". */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** A number of customers: "1 person", "3 organisations". */
export function customersOf(value: number, target: Entity): string {
  return target === "person" ? plural(value, "person", "people") : plural(value, "organisation");
}

/** How much a search found, as far as it was read: "3 people found", "More than 50 people found". */
export function foundWords(
  page: { rows: readonly unknown[]; next: string | null },
  one: string,
  many: string,
): string {
  return `${page.next ? "More than " : ""}${plural(page.rows.length, one, many)} found`;
}
