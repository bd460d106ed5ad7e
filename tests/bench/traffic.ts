/** What people of the bench do: the event that the live jobs read. */
export const READ_EVENT = "Report Viewed";
/** An event that no job reads. */
export const UNREAD_EVENT = "Page Scrolled";

let made = 0;

/** A track call of about 1 KB, as Segment's node client sends it, of a known person. */
export function trackCall(person: number, event = READ_EVENT): Record<string, unknown> {
  const messageId = `bench-${process.pid}-${++made}`;
  return {
    type: "track",
    userId: userIdOf(person),
    event,
    messageId,
    timestamp: new Date().toISOString(),
    properties: {
      report: `Quarterly revenue ${made % 97}`,
      duration_ms: made % 30_000,
      filters: ["region", "segment", "owner", "stage"],
      is_shared: made % 3 === 0,
      url: `https://app.acme.test/workspaces/acme/reports/${made}?from=2026-01-01&to=2026-03-31&group=month`,
      note: "Every figure of this report was compared with the same figure of the year before. ".repeat(4),
    },
    context: {
      library: { name: "@segment/analytics-node", version: "3.1.0" },
      ip: "203.0.113.7",
      userAgent:
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
      locale: "en-GB",
    },
  };
}

/** Bodies for /v1/batch: so many calls each, of people taken in turn. */
export function batchBodies(requests: number, each: number, people: number, event = READ_EVENT): string[] {
  return Array.from({ length: requests }, (_, at) =>
    JSON.stringify({
      batch: Array.from({ length: each }, (_, i) => trackCall((at * each + i) % people, event)),
      sentAt: new Date().toISOString(),
    }),
  );
}

export const userIdOf = (person: number) => `user-${person}`;
