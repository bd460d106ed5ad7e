import { expect, test } from "vitest";
import { type Arrival, inOneStream, momentOf, readBefore } from "@/lib/insights/arrivals/arrival";
import { arrivalBody, arrivalTime, arrivalTitle, arrivalWho } from "@/lib/insights/arrivals/arrival-words";

const at = new Date("2026-03-12T09:30:05Z");
const accepted = (id: string): Arrival => ({
  kind: "accepted",
  id,
  receivedAt: at,
  source: "Backend",
  type: "track",
  name: "Project Created",
  who: { userId: "ada", email: null, anonymousId: null, groupId: null },
  personId: null,
  occurredAt: at,
  imported: false,
  isWaiting: false,
  body: "{}",
});
const refused = (id: string): Arrival => ({
  kind: "refused",
  id,
  receivedAt: at,
  source: "Backend",
  field: "event",
  sentence: "A track call needs the name of what happened.",
  excerpt: "{}",
});

test("accepted and refused stand in one stream in the order in which they came", () => {
  const { arrivals, hasMore } = inOneStream(
    [accepted("evt_1"), accepted("evt_3"), refused("rej_2"), refused("rej_4")],
    3,
  );
  expect(arrivals.map(({ id }) => id)).toEqual(["rej_4", "evt_3", "rej_2"]);
  expect(hasMore).toBe(true);
});

test("a place in the stream that was tampered with means its start", () => {
  expect(readBefore("evt_0abc")).toBe("evt_0abc");
  expect(momentOf("rej_0abc")).toBe("0abc");
  for (const bad of [undefined, "", "' or 1=1", "x".repeat(50)]) expect(readBefore(bad)).toBeUndefined();
});

test("a call is told by its event or its kind, and by the best name it carried", () => {
  expect(arrivalTitle({ type: "track", name: "Signed Up" })).toBe("Signed Up");
  expect(arrivalTitle({ type: "identify", name: null })).toBe("Identify");
  expect(arrivalWho({ userId: null, email: "ada@acme.test", anonymousId: "x", groupId: null })).toBe(
    "ada@acme.test",
  );
  expect(arrivalWho({ userId: null, email: null, anonymousId: "x1", groupId: null })).toBe("visitor x1");
});

test("today's arrivals have their second, earlier ones their day", () => {
  expect(arrivalTime(at, new Date("2026-03-12T20:00:00Z"), "Europe/Stockholm")).toBe("10:30:05");
  expect(arrivalTime(at, new Date("2026-03-13T20:00:00Z"), "Europe/Stockholm")).toBe("12 Mar, 10:30:05");
});

test("what a call carried is a line to read in passing and the whole to unfold; a cut body shows as far as it goes", () => {
  expect(arrivalBody("{}", "UTC")).toBeNull();
  expect(arrivalBody('{"plan":"team","seats":3}', "UTC")).toEqual({
    line: "plan: team · seats: 3",
    whole: '{\n  "plan": "team",\n  "seats": 3\n}',
  });
  expect(arrivalBody('{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1}', "UTC")?.line).toMatch(
    / and 2 others$/,
  );
  expect(arrivalBody('{"text":"xxx', "UTC")).toEqual({ line: '{"text":"xxx', whole: '{"text":"xxx…' });
});
