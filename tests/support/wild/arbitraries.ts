import fc from "fast-check";
import { boundText } from "@/lib/dates";
import type { AttributeTypes, TypesOfEntity } from "@/lib/profiles/attributes/attribute-types";
import type { Json } from "@/lib/profiles/attributes/values";
import { DAY_MS, type Duration, durationUnits, HOUR_MS, MINUTE_MS, shiftForFilter } from "@/lib/time";
import { perPlace, zones } from "./place";
import { attributeKeys, eventNames, programmes, propertyNames } from "./words";

/*
 * Customers as they should not be, drawn from small pools so that they meet: dates stand on the edges of windows, at month
 * ends and where clocks change; texts carry quotes, wildcards and letters that sort differently in every language.
 */

/** How many cases a property is tried on; FC_RUNS multiplies it. */
export const runs = (count: number) => ({
  numRuns: Math.max(1, Math.round(count * Number(process.env.FC_RUNS ?? 1))),
});

/** True in so many cases of a hundred. */
export const often = (share: number) => fc.integer({ min: 1, max: 100 }).map((drawn) => drawn <= share);

export interface WildEvent {
  name: string;
  at: Date;
  properties: Record<string, Json>;
}

export interface WildPass {
  kind: "job" | "stage" | "behaviour";
  slug: string;
  statuses: ("open" | "completed" | "exited")[];
}

export interface WildCustomer {
  attributes: Record<string, Json>;
  events: WildEvent[];
  passes: WildPass[];
}

/** What senders write for a zone: some of it only one of the libraries knows, some neither. */
const sentZones = [
  "PST",
  "IST",
  "EST",
  "+02:00",
  "GMT+2",
  "europe/berlin",
  "America/New York",
  "Mars/Olympus",
];

// Few, so that a date stands on the edge of the very window that is asked for.
const durations: Duration[] = [
  { amount: 0, unit: "minutes" },
  { amount: 1, unit: "hours" },
  { amount: 1, unit: "days" },
  { amount: 7, unit: "days" },
  { amount: 1, unit: "weeks" },
  { amount: 1, unit: "months" },
  { amount: 2, unit: "months" },
];
export const duration: fc.Arbitrary<Duration> = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...durations) },
  {
    weight: 1,
    arbitrary: fc.record({
      amount: fc.constantFrom(0, 3, 12, 1_200),
      unit: fc.constantFrom(...durationUnits),
    }),
  },
);

/** A moment near where something happens: on the edge of a window, or a hair, an hour or some days beside it. */
export const moment = perPlace(({ now, zone }): fc.Arbitrary<Date> => {
  const onEdge = fc
    .tuple(
      duration,
      fc.constantFrom(1 as const, -1 as const),
      fc.constantFrom(0, 0, 0, 1, -1, HOUR_MS, -HOUR_MS, 12 * HOUR_MS, DAY_MS),
    )
    .map(([by, sign, beside]) => new Date(shiftForFilter(now, by, sign, zone).getTime() + beside));
  const around = fc
    .integer({ min: -40 * 24 * 60, max: 40 * 24 * 60 })
    .map((minutes) => new Date(now.getTime() + minutes * MINUTE_MS));
  return fc.oneof({ weight: 4, arbitrary: onEdge }, { weight: 2, arbitrary: around }).filter(isKnownYear);
});

const isKnownYear = (date: Date) => boundText(date.getTime()).length === 24;

const texts = [
  "",
  "a",
  "A",
  "b",
  "free",
  "Free",
  "free ",
  "100%",
  "50_50",
  "%",
  "_",
  "\\",
  "'",
  '"',
  "a'b",
  'say "hi"',
  "ä",
  "a\u0308",
  "Z",
  "é",
  "ß",
  "日本",
  "😀",
  "👩‍👩",
  "null",
  "true",
  "1",
  "2026-03-01",
  "TRUE",
  "12",
  "-0.5",
  "1767225600",
  "20260301101112",
  "2026-03-01T09:00:00+0100",
  "{}",
  "\n",
  "freetext",
];
export const text = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...texts) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: "grapheme", maxLength: 4 }).filter((one) => !one.includes("\0")),
  },
);
const numbers = [
  0,
  -0,
  1,
  -1,
  2,
  3,
  7,
  30,
  0.5,
  0.1 + 0.2,
  0.3,
  1e21,
  -1e21,
  5e-324,
  1.7976931348623157e308,
  2 ** 53,
  2 ** 53 + 2,
  100_000,
  1_767_225_600,
  1_767_225_600_123,
  1e-6,
  1e-7,
  123_456.789,
];
export const number = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...numbers) },
  { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
);
const nested: fc.Arbitrary<Json> = fc.constantFrom<Json[]>(
  [],
  {},
  [1, "a"],
  { plan: "free" },
  ["free"],
  [null],
);

const attributeValue = perPlace((here): fc.Arbitrary<Json> => {
  return fc.oneof(
    { weight: 3, arbitrary: text },
    { weight: 3, arbitrary: number },
    { weight: 2, arbitrary: fc.boolean() },
    { weight: 5, arbitrary: moment(here).map((date) => date.toISOString()) },
    { weight: 2, arbitrary: moment(here).map((date) => date.toISOString().slice(0, 10)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        "0001-01-01T00:00:00.000Z",
        "9999-12-31T23:59:59.999Z",
        "2026-02-30T00:00:00.000Z",
      ),
    },
    { weight: 1, arbitrary: nested },
    { weight: 1, arbitrary: fc.constant(null) },
  );
});

// Properties are stored as sent, so their dates come in every spelling.
const properties = perPlace((here): fc.Arbitrary<Record<string, Json>> => {
  const spelled = fc
    .tuple(moment(here), fc.constantFrom(...spellings))
    .map(([date, spell]) => spell(date.toISOString()));
  return fc
    .tuple(
      fc.dictionary(fc.constantFrom(...propertyNames), attributeValue(here), { maxKeys: 3 }),
      fc.dictionary(fc.constant("due"), spelled, { maxKeys: 1 }),
    )
    .map(([values, due]) => ({ ...values, ...due }));
});

const spellings: ((iso: string) => string)[] = [
  (iso) => iso.slice(0, 10),
  (iso) => iso.slice(0, 16),
  (iso) => iso.replace("T", " "),
  (iso) => iso.replace("Z", "999999Z"),
  (iso) => iso.replace("Z", "+05:30"),
  (iso) => iso.replace(/\..*/, "-0800"),
  (iso) => iso.toLowerCase(),
  (iso) => iso.replace(/\..*/, " +02"),
  (iso) => iso.replace("Z", "999999999 -03:30"),
];

const valueTypes = ["text", "number", "boolean", "date", "json"] as const;

/** What a workspace holds its attributes for: the values were stored whatever it is, before some of the types were changed. */
const typesOfEntity: fc.Arbitrary<TypesOfEntity> = fc
  .dictionary(fc.constantFrom(...attributeKeys), fc.constantFrom(...valueTypes), { maxKeys: 9 })
  .map((drawn) => new Map(Object.entries(drawn)));
export const attributeTypes: fc.Arbitrary<AttributeTypes> = fc.record({
  person: typesOfEntity,
  organisation: typesOfEntity,
});

/** Under what a customer's row is stored: attributes, events, passes. */
export const customer = perPlace((here): fc.Arbitrary<WildCustomer> => {
  const flags = fc.constantFrom("currently_member_of_trial_stage", "currently_member_of_second_stage");
  const dates = fc.constantFrom("created_at", "renewal_date", "last_entry_to_trial_stage");
  return fc.record({
    attributes: fc
      .tuple(
        fc.dictionary(fc.constantFrom(...attributeKeys), attributeValue(here), { maxKeys: 7 }),
        fc.dictionary(dates, fc.tuple(moment(here), fc.constantFrom(24, 24, 10)), { maxKeys: 3 }),
        fc.dictionary(fc.constant("plan"), text, { maxKeys: 1 }),
        fc.dictionary(flags, fc.boolean(), { maxKeys: 2 }),
        fc.dictionary(fc.constant("timezone"), fc.constantFrom(...sentZones, ...zones), { maxKeys: 1 }),
      )
      .map(([values, moments, plan, standing, zone]) => ({
        ...values,
        ...asStored(moments),
        ...plan,
        ...standing,
        ...zone,
      })),
    events: fc.array(
      fc.record({
        name: fc.constantFrom(...eventNames),
        at: moment(here),
        properties: properties(here),
      }),
      { maxLength: 7 },
    ),
    passes: fc.subarray([...programmes]).chain((subset) => fc.tuple(...subset.map((one) => passOf(one)))),
  });
});

/** As instants, or as days where only so much of them is kept. */
function asStored(moments: Record<string, [at: Date, length: number]>): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(moments).map(([key, [at, length]]) => [key, at.toISOString().slice(0, length)]),
  );
}

function passOf(programme: (typeof programmes)[number]): fc.Arbitrary<WildPass> {
  return fc
    .tuple(fc.array(fc.constantFrom("completed" as const, "exited" as const), { maxLength: 2 }), fc.boolean())
    .map(([ended, open]) => ({ ...programme, statuses: open ? [...ended, "open" as const] : ended }));
}
