import { Temporal } from "temporal-polyfill";
import { nearestWord } from "@/lib/nearest-word";

const REMEMBERED_AT_MOST = 10_000;
const read = new Map<string, string | null>();

/**
 * The time zone that a name means, as everything that computes with zones spells it; null when it cannot be computed. Case does not matter.
 * An offset like +02:00 is no zone: it knows no changes of clocks, and authors mean a place.
 */
export function readZone(name: unknown): string | null {
  if (typeof name !== "string" || name.length > 60) return null;
  const known = read.get(name);
  if (known !== undefined) return known;
  if (read.size >= REMEMBERED_AT_MOST) read.clear();
  const zone = compute(name.trim().replaceAll(" ", "_"));
  read.set(name, zone);
  return zone;
}

/** The zone somebody most likely meant by a name that is none: of an abbreviation, of a city, of a slip of the finger. */
export function suggestZone(name: string): string | null {
  const written = name.trim().replaceAll(" ", "_").toLowerCase();
  if (!/^[a-z]/.test(written)) return null;
  const abbreviated = /^[a-z]{2,5}$/.test(written) ? shownAs(written.toUpperCase()) : null;
  if (abbreviated?.includes("/")) return readZone(abbreviated);
  const zones = Intl.supportedValuesOf("timeZone");
  const city = (zone: string) => (zone.split("/").at(-1) ?? zone).toLowerCase();
  const last = city(written);
  return (
    zones.find((zone) => city(zone) === last) ??
    zones.find((zone) => last.length > 2 && city(zone).startsWith(last)) ??
    nearestWord(written, zones) ??
    nearestCity(last, zones, city)
  );
}

/** What to tell somebody whose zone cannot be computed. */
export function zoneProblem(name: string): string {
  const meant = suggestZone(name);
  return `A time zone is a name like Europe/Stockholm.${meant ? ` Did you mean ${meant}?` : ""}`;
}

// Two libraries know zones: one computes, the other shows. They differ in abbreviations and offsets, so both are asked.
function compute(name: string): string | null {
  if (!/^[A-Za-z]/.test(name) || shownAs(name) === null) return null;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch {
    return null;
  }
}

function shownAs(name: string): string | null {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

function nearestCity(
  written: string,
  zones: readonly string[],
  city: (zone: string) => string,
): string | null {
  const nearest = nearestWord(written, zones.map(city));
  return zones.find((zone) => city(zone) === nearest) ?? null;
}
