import { eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import type { Db } from "@/db";
import {
  announcementOutbox,
  customerMarks,
  deliveries,
  deliveryHistory,
  enrolments,
  people,
  seeds,
} from "@/db/schema";
import type { Context } from "@/lib/context";
import { reasons } from "@/lib/deliveries/reasons";
import { archive } from "@/lib/lifecycle/archive";
import { pause } from "@/lib/lifecycle/pause";
import { publish } from "@/lib/lifecycle/publish";
import { resume } from "@/lib/lifecycle/resume";
import { saveDraft } from "@/lib/programmes/draft/save-draft";
import { loadLiveProgrammes } from "@/lib/programmes/published/live-programmes";
import { it } from "@/tests/support/fixture";
import { testContext } from "../../support/database";
import { decide, later, nudge, putIn, signUp } from "./support";

let db: Db;
let ctx: Context;
let programmeId: string;
const slug = "onboarding-nudge";
it.beforeEach(async ({ ctx: fresh }) => {
  ctx = fresh;
  db = ctx.db;
  await saveDraft(ctx, { kind: "job", slug, definition: nudge() });
  ({ id: programmeId } = await publish(ctx, "job", slug, { mode: "everyone" }));
});

describe("a pause", () => {
  it("holds what has not left and says how many are in flight", async () => {
    const [ada = ""] = await signUp(ctx, 1);
    const pass = await putIn(ctx, programmeId, ada);
    const waiting = await decide(ctx, programmeId, pass, "waiting", "welcome");
    await decide(ctx, programmeId, pass, "sending", "reminder-1");
    expect(await pause(ctx, "job", slug)).toEqual({ held: 1, inFlight: 1 });
    expect(await pause(ctx, "job", slug)).toEqual({ held: 0, inFlight: 1 });
    const [row] = await db.select().from(deliveries).where(eq(deliveries.id, waiting));
    expect(row).toMatchObject({ status: "held", reason: "paused" });
    expect(await loadLiveProgrammes(ctx)).toMatchObject([
      { status: "paused", pauses: [{ from: ctx.now, to: null }] },
    ]);
  });

  it("ends with everything as it was, later by the time it lasted", async () => {
    const [ada = "", bob = ""] = await signUp(ctx, 2);
    const pass = await putIn(ctx, programmeId, ada, { wakeAt: null, goalMetAt: ctx.now });
    await putIn(ctx, programmeId, bob);
    const waiting = await decide(ctx, programmeId, pass, "waiting", "welcome");
    await pause(ctx, "job", slug);
    const then = later(ctx, 3);
    const done = await resume(then, "job", slug);
    expect(done).toMatchObject({ matchesNow: 0, released: 1 });
    expect(await resume(then, "job", slug)).toEqual({ seedId: null, matchesNow: 0, released: 0 });

    const rows = await db
      .select()
      .from(enrolments)
      .where(eq(enrolments.programmeId, programmeId))
      .orderBy(enrolments.customerId);
    expect(rows[0]?.wakeAt).toEqual(then.now);
    expect(rows[1]?.wakeAt).toEqual(later(ctx, 5).now);
    const [delivery] = await db.select().from(deliveries).where(eq(deliveries.id, waiting));
    expect(delivery).toMatchObject({ status: "waiting", reason: null, dueAt: then.now });
    const walks = await db.select().from(seeds).where(eq(seeds.programmeId, programmeId)).orderBy(seeds.id);
    expect(walks.map(({ mode }) => mode)).toEqual(["everyone", "resume"]);
    expect(await loadLiveProgrammes(ctx)).toMatchObject([
      { status: "live", pauses: [{ from: ctx.now, to: then.now }] },
    ]);
  });

  it("is only for what is live", async () => {
    await saveDraft(ctx, { kind: "job", slug: "other", definition: nudge() });
    await expect(pause(ctx, "job", "other")).rejects.toMatchObject({ code: "conflict" });
    await expect(resume(ctx, "job", "other")).rejects.toMatchObject({ code: "conflict" });
    await expect(pause(await testContext(db), "job", slug)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("archiving", () => {
  it("ends every pass without exit actions, skips what was not sent, and keeps what was", async () => {
    const [ada = "", bob = ""] = await signUp(ctx, 2, { currently_member_of_onboarding_nudge_job: true });
    const pass = await putIn(ctx, programmeId, ada);
    await putIn(ctx, programmeId, bob, { status: "completed", reason: "goal_met", endedAt: ctx.now });
    const waiting = await decide(ctx, programmeId, pass, "waiting", "welcome");
    const sent = await decide(ctx, programmeId, pass, "sent", "reminder-1");
    const then = later(ctx, 1);
    expect(await archive(then, "job", slug)).toEqual({ ended: 1, skipped: 1 });
    expect(await archive(then, "job", slug)).toEqual({ ended: 0, skipped: 0 });

    const [ended] = await db.select().from(enrolments).where(eq(enrolments.id, pass));
    expect(ended).toMatchObject({ status: "exited", reason: "archived", endedAt: then.now, wakeAt: null });
    const statuses = await db.select().from(deliveries).where(eq(deliveries.programmeId, programmeId));
    expect(Object.fromEntries(statuses.map(({ id, status, reason }) => [id, [status, reason]]))).toEqual({
      [waiting]: ["skipped", "archived"],
      [sent]: ["sent", null],
    });
    const history = await db.select().from(deliveryHistory).where(eq(deliveryHistory.deliveryId, waiting));
    expect(history).toMatchObject([{ what: "skipped", detail: reasons.archived }]);
    const [person] = await db.select().from(people).where(eq(people.id, ada));
    expect(person?.attributes).toMatchObject({ currently_member_of_onboarding_nudge_job: false });
    expect(person?.attributes).not.toHaveProperty("last_exit_from_onboarding_nudge_job");
    const marks = await db.select().from(customerMarks).where(eq(customerMarks.workspaceId, ctx.workspaceId));
    expect(marks.map(({ customerId }) => customerId)).toEqual([ada]);
    const told = await db.select().from(announcementOutbox);
    expect(told.map(({ data }) => data)).toContainEqual({ workspaceId: ctx.workspaceId, enrolmentId: pass });
  });

  it("leaves nothing held: what may have arrived before a pause is unconfirmed", async () => {
    const [ada = ""] = await signUp(ctx, 1);
    const pass = await putIn(ctx, programmeId, ada);
    const tried = await decide(ctx, programmeId, pass, "waiting", "welcome");
    await db.update(deliveries).set({ firstAttemptAt: new Date() }).where(eq(deliveries.id, tried));
    expect(await pause(ctx, "job", slug)).toEqual({ held: 1, inFlight: 0 });
    await archive(later(ctx, 1), "job", slug);
    const [row] = await db.select().from(deliveries).where(eq(deliveries.id, tried));
    expect(row).toMatchObject({ status: "unconfirmed", reason: "unconfirmed" });
    const history = await db.select().from(deliveryHistory).where(eq(deliveryHistory.deliveryId, tried));
    expect(history.at(-1)).toMatchObject({
      what: "unconfirmed",
      detail: expect.stringContaining("archived"),
    });
  });

  it("is for good", async () => {
    await archive(ctx, "job", slug);
    expect(await loadLiveProgrammes(ctx)).toEqual([]);
    await expect(publish(ctx, "job", slug)).rejects.toMatchObject({ code: "conflict" });
    await expect(saveDraft(ctx, { kind: "job", slug, definition: nudge() })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(resume(ctx, "job", slug)).rejects.toMatchObject({ code: "conflict" });
  });
});
