/*
 * What a stranger may send, at most. Whoever holds a public browser key chooses these numbers, so each has an end before it reaches a
 * transaction. docs/sending-events.md shows the same table, and a test holds the two together.
 */
interface Bound {
  most: number;
  unit: "KB" | "characters" | "events" | "levels" | "seconds" | "requests" | "names" | "spellings";
  /** What is counted, as the table says it. */
  of: string;
  /** What happens beyond it, as the table says it. */
  beyond: string;
}

const KB = 1024;

export const bounds = {
  requestBytes: { most: 500 * KB, unit: "KB", of: "a request, unpacked", beyond: "413" },
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
} as const satisfies Record<string, Bound>;

/** The bounds as rows of the table in the documentation. */
export function boundsTable(): string[] {
  const all: Bound[] = Object.values(bounds);
  return all.map(({ most, unit, of, beyond }) => {
    const figure = (unit === "KB" ? most / KB : most).toLocaleString("en");
    return `| ${of} | ${figure} ${unit} | ${beyond} |`;
  });
}
