import { LONGEST_NAME } from "@/lib/attribute-names";

/*
 * What a stranger may send, at most. Whoever holds a public browser key chooses these numbers, so each has an end before it reaches a
 * transaction. docs/sending-events.md shows the same table, and a test holds the two together.
 */
interface Bound {
  most: number;
  unit:
    | "KB"
    | "characters"
    | "events"
    | "levels"
    | "seconds"
    | "requests"
    | "names"
    | "spellings"
    | "IDs"
    | "organisations"
    | "items";
  /** What is counted, as the table says it. */
  of: string;
  /** What happens beyond it, as the table says it. */
  beyond: string;
}

const KB = 1024;

export const bounds = {
  requestBytes: { most: 500 * KB, unit: "KB", of: "a request, unpacked", beyond: "413" },
  bodySeconds: { most: 30, unit: "seconds", of: "sending the body of a request", beyond: "408" },
  bodiesAtOnce: {
    most: 500,
    unit: "requests",
    of: "bodies under way at one process",
    beyond: "408 for whoever has been sending longest, or 503",
  },
  batchItems: { most: 2_500, unit: "events", of: "a batch", beyond: "413" },
  batchContextBytes: {
    most: 4 * KB,
    unit: "KB",
    of: "the `context` of a batch, which becomes a part of each of its events",
    beyond: "its events are refused",
  },
  eventBytes: { most: 32 * KB, unit: "KB", of: "an event", beyond: "refused; 413 where it comes alone" },
  nesting: { most: 16, unit: "levels", of: "lists and objects inside one another", beyond: "refused" },
  idLength: {
    most: 255,
    unit: "characters",
    of: "`userId`, `anonymousId`, `groupId`, `previousId`, `messageId`",
    beyond: "refused",
  },
  eventNameLength: { most: 255, unit: "characters", of: "the name of an event", beyond: "refused" },
  emailLength: { most: 320, unit: "characters", of: "an email address", beyond: "refused" },
  traitNames: { most: 500, unit: "names", of: "the traits of one call", beyond: "refused" },
  traitNameLength: { most: LONGEST_NAME, unit: "characters", of: "the name of a trait", beyond: "refused" },
  attributes: {
    most: 2_000,
    unit: "names",
    of: "all traits that a workspace knows of people; the same of organisations",
    beyond: "a new name is left out and noted among the refused",
  },
  attributesOfOne: {
    most: 1_000,
    unit: "names",
    of: "the traits of one person or organisation",
    beyond: "a further one is left out, and the page of that name says why",
  },
  attributeBytesOfOne: {
    most: 256 * KB,
    unit: "KB",
    of: "what the longer traits (over 1,000 characters) of one person or organisation take together",
    beyond: "a further one is left out, likewise",
  },
  devicesOfOne: {
    most: 500,
    unit: "IDs",
    of: "the anonymous IDs of one person",
    beyond: "a further one is not remembered; its call counts",
  },
  organisationsOfOne: {
    most: 200,
    unit: "organisations",
    of: "the organisations of one person",
    beyond: "a further one is not joined, and that is noted among the refused",
  },
  refusedRows: {
    most: 500,
    unit: "items",
    of: "refused items of one sender that are kept to look at, a minute",
    beyond: "answered, not kept",
  },
  spellings: {
    most: 20,
    unit: "spellings",
    of: "the spellings of one trait that are listed",
    beyond: "taken over, not listed",
  },
} as const satisfies Record<string, Bound>;

/** The bounds as rows of the table in the documentation. */
export function boundsTable(): string[] {
  const all: Bound[] = Object.values(bounds);
  return all.map(({ most, unit, of, beyond }) => {
    const figure = (unit === "KB" ? most / KB : most).toLocaleString("en");
    return `| ${of} | ${figure} ${unit} | ${beyond} |`;
  });
}
