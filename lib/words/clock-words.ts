/** A moment as a clock with a calendar shows it: "Sun 22 Nov, 10:48". */
export function clockTime(at: Date, zone: string): string {
  const { weekday, day, month, time } = partsOf(at, zone);
  return `${weekday} ${day} ${month}, ${time}`;
}

/** When something comes, as people say it near the day: "today at 14:00", "tomorrow at 09:12", "on Fri 27 Nov at 09:12". */
export function comingTime(at: Date, now: Date, zone: string): string {
  const { weekday, day, month, time } = partsOf(at, zone);
  const daysAhead = dayNumber(at, zone) - dayNumber(now, zone);
  if (daysAhead === 0) return `today at ${time}`;
  if (daysAhead === 1) return `tomorrow at ${time}`;
  return `on ${weekday} ${day} ${month} at ${time}`;
}

/** Days of the calendar in a zone, counted. */
function dayNumber(at: Date, zone: string): number {
  const { year, month, day } = partsOf(at, zone);
  return Date.parse(`${day} ${month} ${year} UTC`) / 86_400_000;
}

function partsOf(at: Date, zone: string) {
  // Not the formatter's own order and commas: those differ between a server and a browser.
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return {
    weekday: part("weekday"),
    day: part("day"),
    month: part("month"),
    year: part("year"),
    time: `${part("hour")}:${part("minute")}`,
  };
}
