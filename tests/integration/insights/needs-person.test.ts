import { sql } from "drizzle-orm";
import { expect } from "vitest";
import type { Context } from "@/lib/context";
import { sendAgain } from "@/lib/deliveries/by-hand/send-again";
import { getHealth } from "@/lib/insights/health/health";
import { DAY_MS } from "@/lib/time";
import { it } from "@/tests/support/fixture";
import { openCore } from "../../support/core";
import { all, identify, isTrue, nudge } from "../../support/jobs";
import { addDelivery, addJob, setting } from "../deliveries/setting";

let ctx: Context;
it.beforeEach(({ ctx: fresh }) => {
  ctx = fresh;
});

it("what the loop guard holds is told on health until somebody releases it", async () => {
  const core = await openCore();
  try {
    await core.goLive(
      "nudge",
      nudge({
        audience: all(isTrue("active")),
        leaveWhenAudienceStops: true,
        reentry: { kind: "after_leaving" },
        exit: [],
      }),
    );
    for (let entered = 0; entered <= 20; entered++) {
      if (entered > 0) await core.tell([identify("ada", { active: false })]);
      await core.tell([identify("ada", { active: true })]);
    }
    const [held] = await core.rows<{ id: string }>(sql`select id from deliveries where status = 'held'`);
    const told = await getHealth(core.ctx(), "embedded");
    expect(told.status).toBe("warning");
    expect(told.sentences.join()).toContain("1 delivery is held: these customers entered too many jobs");
    await sendAgain(core.ctx(), held?.id ?? "");
    await core.rest();
    expect(await getHealth(core.ctx(), "embedded")).toMatchObject({ status: "ok", sentences: [] });
  } finally {
    await core.close();
  }
});

it("what came too late after an outage, was refused for how it is set up, or had no sender is told with its remedy, and an old loss is not", async () => {
  const made = await setting(ctx.db);
  const { job } = made;
  const becomes = async (status: string, reason: string, daysAgo = 0) => {
    const { id } = await addDelivery(made.ctx, job);
    const at = new Date(made.ctx.now.getTime() - daysAgo * DAY_MS).toISOString();
    await ctx.db.execute(
      sql`update deliveries set status = ${status}, reason = ${reason}, decided_at = ${at}::timestamptz where id = ${id}`,
    );
  };
  await becomes("skipped", "too_late", 20);
  await becomes("held", "paused");
  await becomes("skipped", "suppressed");
  expect(await getHealth(made.ctx, "embedded")).toMatchObject({ status: "ok", sentences: [] });
  await becomes("skipped", "too_late");
  await becomes("failed", "sender_refused");
  await becomes("skipped", "no_sender");
  const { status, sentences } = await getHealth(made.ctx, "embedded");
  expect(status).toBe("warning");
  expect(sentences).toHaveLength(3);
  for (const remedy of ["Send again", "Verify its domain", "Name a default sender"])
    expect(sentences.some((sentence) => sentence.includes(remedy))).toBe(true);
  expect(await getHealth(ctx, "embedded")).toMatchObject({ status: "ok" });
});

it("a failure of a job that is archived, or of a customer who left, is told for two weeks and then only counted", async () => {
  const made = await setting(ctx.db);
  const other = await addJob(made.ctx);
  const fails = async (job: string, moment: string, ended: "open" | "exited") => {
    const { id, enrolmentId } = await addDelivery(made.ctx, job);
    const at = new Date(made.ctx.now.getTime() - 15 * DAY_MS).toISOString();
    await ctx.db.execute(
      sql`update deliveries set status = 'failed', reason = 'provider_refused', moment = ${moment}, decided_at = ${at}::timestamptz where id = ${id}`,
    );
    if (ended === "exited")
      await ctx.db.execute(
        sql`update enrolments set status = 'exited', reason = 'deadline', ended_at = ${at}::timestamptz where id = ${enrolmentId}`,
      );
  };
  await fails(made.job, "entry", "open");
  await fails(made.job, "entry", "exited");
  await fails(made.job, "exit", "exited");
  await fails(other, "entry", "open");
  const told = await getHealth(made.ctx, "embedded");
  expect(told).toMatchObject({ failedDeliveries: 4, beyondRepair: { failed: 1 } });
  expect(told.sentences).toEqual([expect.stringContaining("3 deliveries were refused")]);

  await ctx.db.execute(sql`update programmes set status = 'archived' where id = ${other}`);
  const archived = await getHealth(made.ctx, "embedded");
  expect(archived).toMatchObject({ failedDeliveries: 4, beyondRepair: { failed: 2 } });
  expect(archived.sentences).toEqual([expect.stringContaining("2 deliveries were refused")]);

  const earlier = { ...made.ctx, now: new Date(made.ctx.now.getTime() - 2 * DAY_MS) };
  expect(await getHealth(earlier, "embedded")).toMatchObject({ beyondRepair: { failed: 0 } });
});
