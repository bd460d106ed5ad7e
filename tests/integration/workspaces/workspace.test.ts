import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, vi } from "vitest";
import { integrations } from "@/db/schema";
import { updateWorkspace, workspaceChangeSchema } from "@/lib/lifecycle/update-workspace";
import { DAY_MS } from "@/lib/time";
import { businessNow, ensureInstance, moveClock } from "@/lib/workspaces/clock/clock";
import {
  findIntegration,
  listIntegrations,
  saveIntegration,
} from "@/lib/workspaces/connections/integrations";
import { createWorkspace } from "@/lib/workspaces/create-workspace";
import { getWorkspace } from "@/lib/workspaces/get-workspace";
import { it } from "@/tests/support/fixture";
import { testContext } from "../../support/database";

beforeAll(() => {
  vi.stubEnv("TRIG_SECRET_KEY", randomBytes(32).toString("hex"));
});
afterAll(() => {
  vi.unstubAllEnvs();
});

describe("the instance's clock", () => {
  it("may begin in the past, moves forward only, and is kept over restarts", async ({ db }) => {
    await ensureInstance(db, "demo", -12 * DAY_MS);
    expect(await ensureInstance(db, "demo", 0)).toEqual({ mode: "demo", clockOffsetMs: -12 * DAY_MS });
    const moved = await moveClock(db, 2 * DAY_MS);
    expect(Math.abs(moved.getTime() - (Date.now() - 10 * DAY_MS))).toBeLessThan(5_000);
    expect(Math.abs((await businessNow(db)).getTime() - moved.getTime())).toBeLessThan(5_000);
    await expect(moveClock(db, -1)).rejects.toMatchObject({ code: "invalid" });
  });

  it("is real time in a live instance, which nobody can move", async ({ ownDatabase: live }) => {
    await ensureInstance(live.db, "live");
    await expect(moveClock(live.db, 1_000)).rejects.toMatchObject({ code: "forbidden" });
    await expect(ensureInstance(live.db, "live", -1)).rejects.toMatchObject({ code: "forbidden" });
    expect(Math.abs((await businessNow(live.db)).getTime() - Date.now())).toBeLessThan(5_000);
  });
});

describe("a workspace", () => {
  it("is made once for a slug, with sensible settings", async ({ db }) => {
    const now = new Date("2026-03-02T09:00:00Z");
    const first = await createWorkspace(db, { slug: "acme", name: "Acme" }, now);
    expect(await createWorkspace(db, { slug: "acme", name: "Other" }, now)).toEqual(first);
    expect(first).toMatchObject({ timezone: "UTC", settings: { tooLateHours: 24 } });
  });

  it("takes a new zone and settings, and refuses what is none", async ({ ctx }) => {
    const change = { timezone: "Europe/Stockholm", settings: { tooLateHours: 48 } };
    await updateWorkspace(ctx, workspaceChangeSchema.parse(change));
    expect(await getWorkspace(ctx)).toMatchObject(change);
    expect(workspaceChangeSchema.safeParse({ timezone: "Mars/Olympus" }).success).toBe(false);
    expect(workspaceChangeSchema.safeParse({ settings: { tooLate: 1 } }).success).toBe(false);
  });
});

describe("an integration's secret", () => {
  it("is stored encrypted, read back whole, kept when only settings change, and never listed", async ({
    ctx,
    db,
  }) => {
    await saveIntegration(ctx, "slack", "default", {}, "xoxb-secret-token");
    const { id } = await saveIntegration(ctx, "slack", "default", { requestsPerSecond: 5 });
    const found = await findIntegration(db, ctx.workspaceId, "slack");
    expect(found).toEqual({ id, config: { requestsPerSecond: 5 }, secret: "xoxb-secret-token" });
    const [row] = await db.select().from(integrations).where(eq(integrations.id, id));
    expect(JSON.stringify(row)).not.toContain("xoxb");
    const listed = await listIntegrations(ctx);
    expect(listed[0]).toMatchObject({ id, hasSecret: true });
    expect(JSON.stringify(listed)).not.toContain("xoxb");
  });

  it("cannot be moved to another row, and is out of reach of other workspaces", async ({ ctx, db }) => {
    const other = await testContext(db);
    await saveIntegration(ctx, "resend", "default", {}, "re_mine");
    const { id } = await saveIntegration(other, "resend", "default", {}, "re_theirs");
    expect(await findIntegration(db, ctx.workspaceId, "segment")).toBeNull();
    const [mine] = await db.select().from(integrations).where(eq(integrations.workspaceId, ctx.workspaceId));
    await db
      .update(integrations)
      .set({ secretEncrypted: mine?.secretEncrypted ?? "" })
      .where(eq(integrations.id, id));
    expect(await findIntegration(db, other.workspaceId, "resend")).toMatchObject({
      secret: null,
      isClosed: true,
    });
  });

  it("is not handed out while the integration is switched off", async ({ ctx, db }) => {
    await saveIntegration(ctx, "resend", "default", {}, "re_key", false);
    expect(await findIntegration(db, ctx.workspaceId, "resend")).toBeNull();
  });
});
