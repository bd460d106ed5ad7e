import { KEY_PATTERN, LONGEST_NAME, toAttributeKey } from "@/lib/attribute-names";
import { type Duration, durationUnits, LONGEST_DURATION } from "@/lib/spans";

/** What was typed, read as a value: the value, or what is wrong with it and in which of the texts. */
export type Reading<Value> = { ok: true; value: Value } | { ok: false; problem: string; at: string };

export function read<Value>(value: Value): Reading<Value> {
  return { ok: true, value };
}

export function unread(problem: string, at = "text"): { ok: false; problem: string; at: string } {
  return { ok: false, problem, at };
}

export function readNumber(text: string, at = "text"): Reading<number> {
  const trimmed = text.trim();
  const value = Number(trimmed.replace(",", "."));
  if (trimmed === "") return unread("Write a number.", at);
  return Number.isFinite(value) ? read(value) : unread("This is not a number.", at);
}

/** A whole number between two others. */
export function readWhole(text: string, least: number, most: number, at = "text"): Reading<number> {
  const number = readNumber(text, at);
  if (!number.ok) return number;
  const { value } = number;
  if (!Number.isInteger(value)) return unread("Write a whole number.", at);
  if (value < least) return unread(`It must be at least ${least.toLocaleString("en")}.`, at);
  return value > most ? unread(`It must be at most ${most.toLocaleString("en")}.`, at) : read(value);
}

/** A length of time from an amount and a unit. */
export function readDuration({ amount, unit }: { amount: string; unit: string }): Reading<Duration> {
  const known = durationUnits.find((one) => one === unit) ?? "days";
  const number = readWhole(amount, 0, LONGEST_DURATION[known], "amount");
  return number.ok ? read({ amount: number.value, unit: known }) : number;
}

export function durationTexts({ amount, unit }: Duration): { amount: string; unit: string } {
  return { amount: String(amount), unit };
}

/** The name of an attribute as it stands in conditions and actions; none while its author has not chosen one. */
export function readKey(text: string, at = "text"): Reading<string> {
  const key = text.trim();
  if (key.length > LONGEST_NAME) return unread(`A name has at most ${LONGEST_NAME} characters.`, at);
  if (key === "" || KEY_PATTERN.test(key)) return read(key);
  const meant = toAttributeKey(key);
  const rule = "Attribute names are lower-case words joined by underscores";
  return unread(meant ? `${rule}: ${meant}.` : `${rule}.`, at);
}

const ADDRESS =
  /^(?!\.)(?!.*\.\.)[A-Za-z0-9_'+\-.]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/;

/** An address that a message may come from. */
export function readAddress(text: string, at = "text"): Reading<string> {
  const address = text.trim();
  if (address === "") return unread("Write the sender's address.", at);
  return ADDRESS.test(address) ? read(address) : unread("This is no email address.", at);
}

/** A moment from a day and a time of day, both in UTC. Without a time it is midnight. */
export function readMoment({ day, time }: { day: string; time: string }): Reading<string> {
  if (day === "") return unread("Choose a day.", "day");
  const at = new Date(`${day}T${time === "" ? "00:00" : time}:00.000Z`);
  return Number.isNaN(at.getTime()) ? unread("This day does not exist.", "day") : read(at.toISOString());
}

export function momentTexts(value: string): { day: string; time: string } {
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) return { day: "", time: "" };
  const text = at.toISOString();
  return { day: text.slice(0, 10), time: text.slice(11, 16) };
}
