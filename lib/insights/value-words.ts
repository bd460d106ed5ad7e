const DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

/** An attribute's value as a person reads it: yes and no, a date in the zone, text as it is, the rest as JSON. */
export function valueInWords(value: unknown, zone: string): string {
  if (value === null || value === undefined) return "no value";
  if (value === true) return "true";
  if (value === false) return "false";
  if (typeof value === "number")
    return new Intl.NumberFormat("en-GB", { maximumFractionDigits: 6 }).format(value);
  if (typeof value !== "string") return JSON.stringify(value);
  if (!DATE.test(value)) return value;
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) return value;
  return new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  }).format(at);
}
