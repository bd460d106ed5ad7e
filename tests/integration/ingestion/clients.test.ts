import { gzipSync } from "node:zlib";
import { Analytics } from "@segment/analytics-node";
import { asc } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { events } from "@/db/schema";
import { NOW, type OpenDoor, send } from "./door";
import { doors } from "./doors";

const event = (messageId: string) => ({ messageId, userId: "ada", event: "Project Created" });

describe.each(doors)("%s", (_where, open) => {
  let door: OpenDoor;
  beforeAll(async () => {
    door = await open();
  });
  afterAll(() => door.close());

  const all = () => door.db.select().from(events).orderBy(asc(events.id));

  it("Segment's node client delivers every kind of call, and each is kept once in the order in which it was made", async () => {
    const analytics = new Analytics({ writeKey: door.writeKey, host: door.url, maxRetries: 0 });
    const failed: unknown[] = [];
    analytics.on("error", (error) => failed.push(error));
    analytics.identify({ userId: "ada", traits: { email: "Ada@Example.com", firstName: "Ada" } });
    analytics.group({ userId: "ada", groupId: "acme", traits: { name: "Acme", email: "office@acme.test" } });
    analytics.track({
      userId: "ada",
      event: "Project Created",
      properties: { size: 3 },
      context: { groupId: "acme" },
    });
    analytics.page({
      userId: "ada",
      category: "Docs",
      name: "Start",
      properties: { url: "https://acme.test/start" },
    });
    analytics.screen({ anonymousId: "visitor-1", name: "Home" });
    analytics.alias({ userId: "ada", previousId: "visitor-1" });
    await analytics.closeAndFlush();

    expect(failed).toEqual([]);
    const rows = await all();
    expect(rows.map(({ type, name }) => [type, name])).toEqual([
      ["identify", null],
      ["group", null],
      ["track", "Project Created"],
      ["page", "Page Viewed"],
      ["screen", "Screen Viewed"],
      ["alias", null],
    ]);
    const [identify, group, track, page, screen, alias] = rows;
    expect(identify).toMatchObject({
      userId: "ada",
      email: "ada@example.com",
      body: { firstName: "Ada" },
      trust: "server",
    });
    expect(group).toMatchObject({ groupId: "acme", email: null, body: { name: "Acme" } });
    expect(track).toMatchObject({ groupId: "acme", body: { size: 3 } });
    expect(page?.body).toMatchObject({ name: "Start", category: "Docs", url: "https://acme.test/start" });
    expect(screen).toMatchObject({ anonymousId: "visitor-1", body: { name: "Home" } });
    expect(alias).toMatchObject({ userId: "ada", previousId: "visitor-1" });
    for (const row of rows) expect(row.occurredAt.getTime()).toBeLessThanOrEqual(NOW.getTime());
    await expect.poll(() => door.news).toContain(door.ctx.workspaceId);
  });

  it("a browser sends text/plain to a one-letter path with the key in the body, from any site", async () => {
    const browserKey = await door.key("browser");
    const body = JSON.stringify({
      writeKey: browserKey,
      messageId: "b1",
      anonymousId: "v1",
      event: "Clicked",
      sentAt: NOW,
      timestamp: NOW,
    });
    const response = await fetch(`${door.url}/v1/t`, {
      method: "POST",
      headers: { "content-type": "text/plain", origin: "https://shop.test" },
      body,
    });
    expect(response.status).toBe(200);
    expect(response.headers.get("access-control-allow-origin")).toBe("https://shop.test");
    expect((await all()).find((row) => row.messageId === "b1")).toMatchObject({
      trust: "browser",
      type: "track",
      name: "Clicked",
    });
  });

  it("every one-letter path means its call", async () => {
    const sent: Record<string, object> = {
      i: { userId: "u" },
      g: { userId: "u", groupId: "acme" },
      p: { userId: "u" },
      s: { userId: "u" },
      a: { userId: "u", previousId: "v" },
      t: { userId: "u", event: "Done" },
    };
    for (const [path, body] of Object.entries(sent)) {
      expect(
        (await send(door.url, path, { ...body, messageId: `letter-${path}` }, door.writeKey)).answer,
      ).toMatchObject({ accepted: 1 });
    }
    const batch = await send(
      door.url,
      "b",
      { batch: [{ ...event("letter-b"), type: "track" }] },
      door.writeKey,
    );
    expect(batch.answer).toEqual({ success: true, accepted: 1, duplicates: 0, rejected: [] });
    const types = (await all()).filter((row) => row.messageId.startsWith("letter-")).map((row) => row.type);
    expect(types).toEqual(["identify", "group", "page", "screen", "alias", "track", "track"]);
  });

  it("a bearer token is a key as well", async () => {
    const headers = { authorization: `Bearer ${door.writeKey}` };
    const response = await fetch(`${door.url}/v1/track`, {
      method: "POST",
      headers,
      body: JSON.stringify(event("bearer")),
    });
    expect(response.status).toBe(200);
  });

  it("a packed body is unpacked", async () => {
    const authorization = `Bearer ${door.writeKey}`;
    const body = gzipSync(JSON.stringify({ batch: [{ ...event("packed"), type: "track" }] }));
    const response = await fetch(`${door.url}/v1/batch`, {
      method: "POST",
      headers: { authorization, "content-encoding": "gzip" },
      body,
    });
    expect(await response.json()).toMatchObject({ accepted: 1 });
  });

  it("what is imported is marked, for one event and for a batch", async () => {
    const context = { trig: { import: true } };
    await send(
      door.url,
      "track",
      { ...event("import-1"), timestamp: "2024-05-01T10:00:00Z", context },
      door.writeKey,
    );
    await send(
      door.url,
      "batch",
      { context, batch: [{ ...event("import-2"), type: "track" }] },
      door.writeKey,
    );
    const rows = (await all()).filter((row) => row.messageId.startsWith("import-"));
    expect(rows.map((row) => row.imported)).toEqual([true, true]);
    expect(rows[0]?.occurredAt).toEqual(new Date("2024-05-01T10:00:00Z"));
  });
});
