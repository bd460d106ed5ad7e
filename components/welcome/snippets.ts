/** A line for a terminal that sends one identify and one track, and works when pasted. */
export function curlLine(origin: string, writeKey: string): string {
  const body = JSON.stringify({
    batch: [
      {
        type: "identify",
        userId: "ada",
        traits: { firstName: "Ada", email: "ada@example.com" },
      },
      { type: "track", userId: "ada", event: "Signed Up" },
    ],
  });
  return `curl -X POST ${origin}/v1/batch -u ${writeKey}: -H "Content-Type: application/json" -d '${body}'`;
}

/** A program with Segment's own client for Node that does the same. */
export function nodeSnippet(origin: string, writeKey: string): string {
  return `import { Analytics } from "@segment/analytics-node"; // npm install @segment/analytics-node

const analytics = new Analytics({ writeKey: "${writeKey}", host: "${origin}" });
analytics.identify({ userId: "ada", traits: { firstName: "Ada", email: "ada@example.com", createdAt: new Date() } });
analytics.track({ userId: "ada", event: "Signed Up" });
await analytics.closeAndFlush();`;
}
