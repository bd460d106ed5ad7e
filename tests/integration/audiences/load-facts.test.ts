import { describe, expect } from "vitest";
import { events, occurrences, people } from "@/db/schema";
import { countCustomers, listMatching } from "@/lib/audiences/count";
import { evaluate } from "@/lib/audiences/evaluate";
import { filterSchema } from "@/lib/audiences/filter-schema";
import { loadFacts } from "@/lib/audiences/load-facts";
import type { Context } from "@/lib/context";
import { newId } from "@/lib/ids";
import { it } from "@/tests/support/fixture";
import { testContext } from "../../support/database";

const now = new Date("2026-03-10T12:00:00.000Z");
const asks = (rest: object) =>
  filterSchema.parse({ any: [{ all: [{ kind: "event", event: "Trial Started", ...rest }] }] });
const zone = "UTC";

async function addPerson(
  { db, workspaceId }: Context,
  attributes: Record<string, unknown> = {},
  mergedInto?: string,
): Promise<string> {
  const id = newId("per");
  await db.insert(people).values({
    id,
    workspaceId,
    attributes,
    firstSeenAt: now,
    lastSeenAt: now,
    mergedInto: mergedInto ?? null,
  });
  return id;
}

async function happened(
  ctx: Context,
  personId: string,
  at: string,
  body: Record<string, unknown> = {},
): Promise<void> {
  const id = newId("evt");
  const { workspaceId } = ctx;
  const occurredAt = new Date(at);
  const name = "Trial Started";
  await ctx.db.insert(events).values({
    id,
    workspaceId,
    name,
    messageId: id,
    type: "track",
    body,
    context: {},
    occurredAt,
    receivedAt: occurredAt,
    source: "test",
    trust: "server",
  });
  await ctx.db.insert(occurrences).values({ eventId: id, workspaceId, personId, name, occurredAt });
}

async function look(ctx: Context, id: string, filter: ReturnType<typeof asks>) {
  const facts = (await loadFacts(ctx, "person", [{ id, attributes: {} }], [{ filter }])).get(id);
  if (!facts) throw new Error("Nothing was loaded.");
  return { facts, ...evaluate(filter, facts, { now: ctx.now, zone }) };
}

describe("what is loaded of a customer's events", () => {
  it("includes those whose property the clock has not reached yet", async ({ db }) => {
    const ctx = await testContext(db, { now });
    const ada = await addPerson(ctx);
    await happened(ctx, ada, "2026-03-01T00:00:00Z", { ends: "2026-03-20" });
    const endsSoon = asks({
      where: [{ property: "ends", is: { op: "within_next", value: { amount: 5, unit: "days" } } }],
    });
    expect(await look(ctx, ada, endsSoon)).toMatchObject({
      verdict: false,
      nextChange: new Date("2026-03-15T00:00:00Z"),
    });
  });

  it("reads a property's date in every spelling that senders use, as the database does", async ({ db }) => {
    const ctx = await testContext(db, { now });
    const spellings =
      "2026-03-12 2026-03-12T00:00 2026-03-12T05:30:00+05:30 2026-03-11T16:00:00.000999-0800 2026-03-12T00:00:00.000Z";
    const ends = asks({
      where: [{ property: "ends", is: { op: "within_next", value: { amount: 36, unit: "hours" } } }],
    });
    for (const spelling of spellings.split(" ")) {
      const ada = await addPerson(ctx);
      await happened(ctx, ada, "2026-03-01T00:00:00Z", { ends: spelling });
      expect([spelling, (await look(ctx, ada, ends)).verdict]).toEqual([spelling, true]);
    }
    expect(await countCustomers(ctx, "person", ends, zone)).toBe(5);
    await happened(ctx, await addPerson(ctx), "2026-03-01T00:00:00Z", { ends: "2026-03-11 or so" });
    expect(await countCustomers(ctx, "person", ends, zone)).toBe(5);
  });

  it("is one more than a condition counts, however many there are, and without properties nobody asks for", async ({
    db,
  }) => {
    const ctx = await testContext(db, { now });
    const ada = await addPerson(ctx);
    for (let day = 1; day <= 9; day++) await happened(ctx, ada, `2026-03-0${day}T00:00:00Z`, { secret: day });
    const { facts, verdict } = await look(ctx, ada, asks({ count: { op: ">=", times: 2 } }));
    expect(verdict).toBe(true);
    expect(facts.events.map(({ at, properties }) => [at.getUTCDate(), properties])).toEqual([
      [9, {}],
      [8, {}],
      [7, {}],
    ]);
  });

  it("is not crowded out by what another process's clock has dated after now", async ({ db }) => {
    const ctx = await testContext(db, { now });
    const ada = await addPerson(ctx);
    for (const at of ["2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z"]) await happened(ctx, ada, at);
    for (const at of ["2026-03-10T12:00:01Z", "2026-03-10T12:00:02Z", "2026-03-10T12:00:03Z"])
      await happened(ctx, ada, at);
    expect((await look(ctx, ada, asks({ count: { op: "=", times: 2 } }))).verdict).toBe(true);
  });

  it("never includes another workspace's", async ({ db }) => {
    const [ours, theirs] = [await testContext(db, { now }), await testContext(db, { now })];
    const ada = await addPerson(ours);
    await happened(theirs, ada, "2026-03-01T00:00:00Z");
    expect((await look(ours, ada, asks({}))).verdict).toBe(false);
    expect(await countCustomers(ours, "person", asks({}), zone)).toBe(0);
  });
});

describe("counting and listing", () => {
  it("leave out people who turned out to be others, and other workspaces", async ({ db }) => {
    const ctx = await testContext(db, { now });
    const filter = filterSchema.parse({
      any: [{ all: [{ kind: "attribute", attribute: "plan", is: { op: "is", value: "free" } }] }],
    });
    const ids = [await addPerson(ctx, { plan: "free" }), await addPerson(ctx, { plan: "free" })].sort();
    await addPerson(ctx, { plan: "free" }, ids[0]);
    await addPerson(await testContext(db, { now }), { plan: "free" });
    expect(await countCustomers(ctx, "person", filter, zone)).toBe(2);
    const [first] = await listMatching(ctx, "person", filter, zone, { limit: 1 });
    const rest = await listMatching(ctx, "person", filter, zone, { limit: 5, after: first?.id });
    expect([first?.id, ...rest.map(({ id }) => id)]).toEqual(ids);
  });
});
