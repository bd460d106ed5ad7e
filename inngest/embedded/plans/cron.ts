/** A cron as the moments it names: sets of minutes, hours, days, months and weekdays in a zone. */
export interface Cron {
  zone: string;
  minutes: number[];
  hours: number[];
  days: Set<number>;
  months: Set<number>;
  weekdays: Set<number>;
  /** With both a day and a weekday given, either of them is enough, as cron has always had it. */
  eitherDay: boolean;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
const LONGEST_GAP_DAYS = 366 * 8;
const FIELDS = [
  { name: "minute", from: 0, to: 59 },
  { name: "hour", from: 0, to: 23 },
  { name: "day", from: 1, to: 31 },
  { name: "month", from: 1, to: 12 },
  { name: "weekday", from: 0, to: 7 },
] as const;

/** Reads "TZ=Europe/London 0 9 * * 1-5": five fields of *, numbers, ranges, lists and steps. Throws a sentence about anything else. */
export function parseCron(text: string): Cron {
  const words = text.trim().split(/\s+/);
  const zone = words[0]?.startsWith("TZ=") ? (words.shift() ?? "").slice(3) : "UTC";
  offsetAt(0, zone);
  if (words.length !== 5) throw new Error(`a cron has five fields, "${text}" has ${words.length}`);
  const [minutes, hours, days, months, weekdays] = FIELDS.map((field, i) =>
    parseField(words[i] ?? "", field),
  );
  if (!minutes || !hours || !days || !months || !weekdays) throw new Error(`"${text}" is no cron`);
  const cron: Cron = {
    zone,
    minutes: minutes.toReversed(),
    hours: hours.toReversed(),
    days: new Set(days),
    months: new Set(months),
    weekdays: new Set(weekdays.map((day) => day % 7)),
    eitherDay: !words[2]?.startsWith("*") && !words[4]?.startsWith("*"),
  };
  if (!latestTick(cron, new Date(LONGEST_GAP_DAYS * DAY))) throw new Error(`"${text}" never comes`);
  return cron;
}

function parseField(text: string, field: (typeof FIELDS)[number]): number[] {
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const found = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    if (!found) throw new Error(`"${part}" is not supported in the ${field.name} of a cron`);
    const every = found[3] === undefined ? 1 : Number(found[3]);
    const from = found[1] === undefined ? field.from : Number(found[1]);
    const alone = found[1] !== undefined && found[2] === undefined && found[3] === undefined;
    const to = found[2] === undefined ? (alone ? from : field.to) : Number(found[2]);
    if (every < 1 || from < field.from || to > field.to || from > to)
      throw new Error(`"${part}" is no ${field.name}`);
    for (let value = from; value <= to; value += every) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

/** The last moment at or before now that the cron names. */
export function latestTick(cron: Cron, now: Date): Date | null {
  const local = now.getTime() + offsetAt(now.getTime(), cron.zone);
  const today = Math.floor(local / DAY) * DAY;
  for (let back = 0; back <= LONGEST_GAP_DAYS; back++) {
    const day = today - back * DAY;
    if (!namesDay(cron, new Date(day))) continue;
    for (const hour of cron.hours) {
      for (const minute of cron.minutes) {
        const at = toInstant(day + (hour * 60 + minute) * MINUTE, cron.zone);
        if (at <= now.getTime()) return new Date(at);
      }
    }
  }
  return null;
}

function namesDay(cron: Cron, day: Date): boolean {
  if (!cron.months.has(day.getUTCMonth() + 1)) return false;
  const byDay = cron.days.has(day.getUTCDate());
  const byWeekday = cron.weekdays.has(day.getUTCDay());
  return cron.eitherDay ? byDay || byWeekday : byDay && byWeekday;
}

// Wall time to instant: the first of two in an overlap, the same distance after midnight in a gap.
function toInstant(wall: number, zone: string): number {
  const before = offsetAt(wall - DAY, zone);
  const candidate = wall - before;
  return offsetAt(candidate, zone) === before
    ? candidate
    : wall - offsetAt(wall - offsetAt(candidate, zone), zone);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetAt(instant: number, zone: string): number {
  if (zone === "UTC") return 0;
  let format = formats.get(zone);
  if (!format) {
    try {
      format = new Intl.DateTimeFormat("en-GB", {
        timeZone: zone,
        dateStyle: "short",
        timeStyle: "medium",
        hourCycle: "h23",
      });
    } catch {
      throw new Error(`"${zone}" is no time zone`);
    }
    formats.set(zone, format);
  }
  const parts: Record<string, number> = {};
  for (const part of format.formatToParts(instant)) parts[part.type] = Number(part.value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}
