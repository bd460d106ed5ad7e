import { type FilterImplOptions, Liquid } from "liquidjs";
import { allowedFilters, allowedTags } from "@/lib/actions/allowed-words";
import { isDate, isDay } from "@/lib/dates";
import { toLocal } from "@/lib/time";

/** A moment that reads as a day, 2026-03-01, wherever it is turned into words: the day that the clocks of its zone show. */
export class PlainDate extends Date {
  constructor(
    at: Date | string,
    readonly zone = "UTC",
  ) {
    super(at);
  }

  override toString(): string {
    return Number.isNaN(this.getTime()) ? "" : toLocal(this, this.zone).toPlainDate().toString();
  }
}

/** What a template may see of a value: text, number, true or false, a date in a zone, or nothing. Anything else becomes text first. */
export function plainValue(value: unknown, zone = "UTC"): string | number | boolean | PlainDate | null {
  if (value === null || value === undefined || value === "") return null;
  if (value instanceof PlainDate) return value;
  if (value instanceof Date) return new PlainDate(value, zone);
  // A day without a time is the same day everywhere.
  if (typeof value === "string") return isDate(value) && !isDay(value) ? new PlainDate(value, zone) : value;
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value) && value.every((item) => typeof item !== "object")) return value.join(", ");
  return JSON.stringify(value) ?? null;
}

/** The template language of all messages: single braces around placeholders, and nothing in it that reads files, clocks or chance. */
export function createEngine(outputEscape: (value: unknown) => string): Liquid {
  const engine = new Liquid({
    outputDelimiterLeft: "{",
    outputDelimiterRight: "}",
    strictFilters: true,
    ownPropertyOnly: true,
    timezoneOffset: 0,
    parseLimit: 200_000,
    renderLimit: 5_000,
    memoryLimit: 5_000_000,
    templates: {},
    outputEscape,
  });
  for (const name of Object.keys(engine.tags)) if (!allowedTags.has(name)) delete engine.tags[name];
  const date = engine.filters.date;
  for (const name of Object.keys(engine.filters)) if (!allowedFilters.has(name)) delete engine.filters[name];
  if (typeof date === "function") engine.registerFilter("date", inItsZone(date));
  return engine;
}

/**
 * A date is written as the clocks of its zone show it, unless the author names another one. "now" and "today" would read the machine's
 * clock; here they are words like any other.
 */
function inItsZone(date: FilterImplOptions & ((...args: never[]) => unknown)): FilterImplOptions {
  return function (value: unknown, format?: unknown, zone?: unknown) {
    if (value === "now" || value === "today") return value;
    return Reflect.apply(date, this, [
      value,
      format,
      zone ?? (value instanceof PlainDate ? value.zone : undefined),
    ]);
  };
}
