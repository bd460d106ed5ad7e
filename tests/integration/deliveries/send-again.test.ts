import { eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import {
  announcementOutbox,
  attributeChanges,
  customerMarks,
  deliveries,
  enrolments,
  people,
  programmes,
} from "@/db/schema";
import type { Context } from "@/lib/context";
import { sendAgain } from "@/lib/deliveries/by-hand/send-again";
import { getDelivery } from "@/lib/insights/deliveries/get-delivery";
import { addDelivery, fate, realTimePasses, send, test } from "./setting";

const countUp = { kind: "update", id: "score", attribute: "score", value: { kind: "increase", by: 2 } };

/** What the loop guard held of somebody who has a score. */
async function heldUpdate(ctx: Context, job: string, score: unknown = 5) {
  const ada = await addDelivery(ctx, job, { moment: "exit" });
  await ctx.db
    .update(deliveries)
    .set({
      kind: "update",
      channel: "record",
      recipient: "score",
      personId: null,
      status: "held",
      reason: "loop_guard",
      action: countUp,
    })
    .where(eq(deliveries.id, ada.id));
  await ctx.db
    .update(people)
    .set({ attributes: { score }, attributeTimes: { score: ctx.now.getTime() + 1_000 } })
    .where(eq(people.id, ada.personId));
  return ada;
}

test("an update that the loop guard held is carried out when it is released, once, and the customer is looked at again", async ({
  ctx,
  job,
  db,
}) => {
  const ada = await heldUpdate(ctx, job);
  expect((await getDelivery(ctx, ada.id)).again.kind).toBe("release");
  const both = await Promise.allSettled([sendAgain(ctx, ada.id), sendAgain(ctx, ada.id)]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);

  const [person] = await db.select().from(people).where(eq(people.id, ada.personId));
  expect(person?.attributes).toEqual({ score: 7 });
  expect(await fate(ctx, ada.id)).toMatchObject({
    status: "done",
    reason: null,
    sentAt: ctx.now,
    story: ["done"],
  });
  expect(
    await db.select().from(attributeChanges).where(eq(attributeChanges.customerId, ada.personId)),
  ).toMatchObject([{ key: "score", old: 5, new: 7, cause: { kind: "action", id: ada.id } }]);
  expect(await db.$count(customerMarks, eq(customerMarks.customerId, ada.personId))).toBe(1);
  const told = await db.select().from(announcementOutbox).where(eq(announcementOutbox.name, "trig/news"));
  expect(told.map(({ data }) => data)).toContainEqual({ workspaceId: ctx.workspaceId });
});

test("a held update whose value no longer fits is skipped and says so", async ({ ctx, job }) => {
  const ada = await heldUpdate(ctx, job, "high");
  expect(await sendAgain(ctx, ada.id)).toEqual({ status: "skipped" });
  expect(await fate(ctx, ada.id)).toMatchObject({ status: "skipped", reason: "type_mismatch" });
});

test("a held message goes when it is released", async ({ ctx, job, db }) => {
  const ada = await addDelivery(ctx, job);
  await db.update(deliveries).set({ status: "held", reason: "loop_guard" }).where(eq(deliveries.id, ada.id));
  expect(await sendAgain(ctx, ada.id)).toEqual({ status: "waiting" });
  expect(await send(ctx)).toMatchObject({ sent: 1 });
});

test.for([
  ["the job is paused", sql`update programmes set status = 'paused'`, /paused/],
  ["the job is archived", sql`update programmes set status = 'archived'`, /archived/],
  ["the customer has left it", sql`update enrolments set status = 'exited', reason = 'deadline'`, /left/],
] as const)(
  "nothing is sent again when %s, and the sentence says why",
  async ([, change, sentence], { ctx, job, db }) => {
    const ada = await addDelivery(ctx, job);
    await db
      .update(deliveries)
      .set({ status: "failed", reason: "provider_refused" })
      .where(eq(deliveries.id, ada.id));
    await db.transaction(async (tx) => {
      await tx.execute(change);
      const inside = { ...ctx, db: tx };
      await expect(sendAgain(inside, ada.id)).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringMatching(sentence),
      });
      expect((await getDelivery(inside, ada.id)).again).toMatchObject({ kind: "no" });
      await tx.update(programmes).set({ status: "live" });
      await tx.update(enrolments).set({ status: "open", reason: null });
    });
  },
);

test("a page knows what may be sent again, and whether it may arrive twice", async ({ ctx, job, db }) => {
  const ada = await addDelivery(ctx, job);
  const again = async () => (await getDelivery(ctx, ada.id)).again.kind;
  expect(await again()).toBe("no");
  const become = (change: Partial<typeof deliveries.$inferInsert>) =>
    db.update(deliveries).set(change).where(eq(deliveries.id, ada.id));
  await become({ status: "failed", reason: "provider_refused" });
  expect(await again()).toBe("afresh");
  const request = { provider: "resend" };
  await become({ status: "unconfirmed", reason: "unconfirmed", firstAttemptAt: new Date(), request });
  expect(await again()).toBe("repeat");
  await realTimePasses(ctx, 24);
  expect(await again()).toBe("twice");
  await become({ status: "skipped", reason: "goal_met", firstAttemptAt: null });
  expect(await again()).toBe("no");
});
