import type { AcceptedArrival } from "@/lib/insights/arrivals/arrival";
import { plural } from "@/lib/words/figures";
import { valueInWords } from "@/lib/words/value-words";

const PREVIEWED = 6;

/** What a call did, as its sender would name it: the event, or what kind of call it was. */
export function arrivalTitle({ type, name }: Pick<AcceptedArrival, "type" | "name">): string {
  return name ?? (type === "identify" ? "Identify" : type === "group" ? "Group" : "Alias");
}

/** Whom a call was about, by the best name it carried. */
export function arrivalWho({ userId, email, anonymousId }: AcceptedArrival["who"]): string {
  return userId ?? email ?? (anonymousId ? `visitor ${anonymousId}` : "nobody");
}

/** When something arrived: the time to the second today, with the day before it on other days. */
export function arrivalTime(at: Date, now: Date, zone: string): string {
  const day = (moment: Date) => format(moment, zone, { day: "numeric", month: "short" });
  const time = format(at, zone, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  return day(at) === day(now) ? time : `${day(at)}, ${time}`;
}

/** What a call carried: a line to read in passing, and all of it as text. A body that was cut is shown as far as it goes. */
export function arrivalBody(body: string, zone: string): { line: string; whole: string } | null {
  const read = parsed(body);
  if (read === null) return { line: body, whole: `${body}…` };
  const entries = Object.entries(read);
  if (entries.length === 0) return null;
  const shown = entries.slice(0, PREVIEWED).map(([key, value]) => `${key}: ${valueInWords(value, zone)}`);
  const more = entries.length - shown.length;
  return {
    line: shown.join(" · ") + (more > 0 ? ` and ${plural(more, "other")}` : ""),
    whole: JSON.stringify(read, null, 2),
  };
}

function parsed(body: string): object | null {
  try {
    const read: unknown = JSON.parse(body);
    return typeof read === "object" ? read : null;
  } catch {
    return null;
  }
}

function format(at: Date, zone: string, parts: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...parts }).format(at);
}
