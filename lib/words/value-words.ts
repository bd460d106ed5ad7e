import { isDay, toDateText } from "@/lib/dates";

/** An attribute's value as a person reads it: yes and no, a date in the zone, text as it is, the rest as JSON. */
export function valueInWords(value: unknown, zone: string): string {
  if (value === null || value === undefined) return "no value";
  if (value === true) return "true";
  if (value === false) return "false";
  if (typeof value === "number")
    return new Intl.NumberFormat("en-GB", { maximumFractionDigits: 6 }).format(value);
  if (typeof value !== "string") return JSON.stringify(value);
  const date = toDateText(value);
  if (date === null) return value;
  const day = { day: "numeric", month: "short", year: "numeric" } as const;
  const at = new Date(date);
  // A day without a time is the same day in every zone.
  if (isDay(date)) return new Intl.DateTimeFormat("en-GB", { ...day, timeZone: "UTC" }).format(at);
  return new Intl.DateTimeFormat("en-GB", {
    ...day,
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
  }).format(at);
}
