import { describe, expect } from "vitest";
import type { Db } from "@/db/connect";
import { deliveries, programmeVersions } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { Reason } from "@/lib/deliveries/reasons";
import nudge from "@/lib/demo/jobs/onboarding-nudge.json";
import { newId } from "@/lib/ids";
import { decodeCursor } from "@/lib/insights/cursor";
import { getOverview, type ProgrammeOverview } from "@/lib/insights/programmes/get-overview";
import { getReport } from "@/lib/insights/report/get-report";
import { countPasses, listLeft, listPasses } from "@/lib/insights/report/list-passes";
import type { PassFilter } from "@/lib/insights/report/pass-filter";
import type { Report } from "@/lib/insights/report/schema";
import { DAY_MS, HOUR_MS } from "@/lib/time";
import { it } from "@/tests/support/fixture";
import { testContext } from "../../support/database";
import { addNudge, putIn, signUp } from "../programmes/support";

const zone = "Europe/Stockholm";
const now = new Date("2026-03-31T10:00:00Z");
/** Days to completion of twelve customers on version 1: the middle is 3, the mean 6.5. */
const TOOK = [1, 1, 1, 2, 2, 3, 3, 4, 5, 10, 20, 26];
let db: Db;
let ctx: Context;
let job: ProgrammeOverview;

it.beforeAll(async ({ database }) => {
  db = database.db;
  ctx = await testContext(db, { now });
  const programmeId = await addNudge(ctx, 2);
  await db.insert(programmeVersions).values(
    [1, 2, 3].map((version) => ({
      workspaceId: ctx.workspaceId,
      programmeId,
      version,
      definition: nudge,
      publishedAt: new Date(now.getTime() - (40 - version) * DAY_MS),
      publishedBy: "system",
    })),
  );
  await history(programmeId);
  job = await getOverview(ctx, { kind: "job", slug: "nudge" });
});

/** 24 customers, written down by hand. */
async function history(programmeId: string) {
  const ids = await signUp(ctx, 24);
  const pass = (entered: string, more: Parameters<typeof putIn>[3]) =>
    putIn(ctx, programmeId, ids.pop() ?? "", { enteredAt: new Date(entered), stepId: null, ...more });
  const first = "2026-03-02T08:00:00Z";
  const after = (from: string, ms: number) => ({ endedAt: new Date(Date.parse(from) + ms), wakeAt: null });
  const done = { status: "completed", reason: "goal_met" } as const;
  for (const days of TOOK) await pass(first, { ...done, ...after(first, days * DAY_MS) });
  for (const days of [10, 10, 10])
    await pass(first, { status: "exited", reason: "deadline", ...after(first, days * DAY_MS) });
  await pass(first, { status: "exited", reason: "left_audience", ...after(first, DAY_MS) });
  const one = await pass(first, { stepId: "reminder-1" });
  // Around the change of the clocks in the night to 29 March: half past eleven at night, half past midnight, and the night after.
  await pass("2026-03-28T22:30:00Z", { version: 2, ...done, ...after("2026-03-28T22:30:00Z", 2 * HOUR_MS) });
  await pass("2026-03-28T23:30:00Z", { version: 2, ...done, ...after("2026-03-28T23:30:00Z", 2 * HOUR_MS) });
  const two = await pass("2026-03-29T22:30:00Z", { version: 2 });
  for (const hour of [1, 2, 3, 4])
    await pass(`2026-03-30T0${hour}:00:00Z`, { version: 2, stepId: "reminder-1" });
  await deliver(programmeId, one, 1, "sent", null, "ada@acme.example");
  await deliver(programmeId, one, 1, "sent", null, "bea@acme.example");
  await deliver(programmeId, one, 1, "skipped", "no_email", "");
  await deliver(programmeId, two, 2, "waiting", null, "cy@acme.example");
}

async function deliver(
  programmeId: string,
  enrolmentId: string,
  version: number,
  status: "sent" | "skipped" | "waiting",
  reason: Reason | null,
  recipient: string,
) {
  await db.insert(deliveries).values({
    id: newId("dlv"),
    workspaceId: ctx.workspaceId,
    enrolmentId,
    programmeId,
    version,
    actionId: "welcome",
    moment: "entry",
    kind: "message",
    channel: "email",
    entity: "person",
    customerId: "per_x",
    recipient,
    status,
    reason,
    decidedAt: now,
    dueAt: now,
    action: {},
  });
}

const report = (asked: Partial<Parameters<typeof getReport>[2]> = {}) =>
  getReport(ctx, job, { version: null, range: null, zone, ...asked });

describe("a job's report", () => {
  it("counts who entered, and where these stand", async () => {
    expect(await report()).toMatchObject({
      figures: { entered: 24, open: 6, completed: 14, exited: 4 },
      completionRate: 14 / 18,
      exits: [
        { reason: "deadline", customers: 3 },
        { reason: "left_audience", customers: 1 },
      ],
    });
    const { standing } = await report();
    expect(standing).toHaveLength(2);
    expect(standing).toEqual(
      expect.arrayContaining([
        { stepId: "reminder-1", customers: 5 },
        { stepId: null, customers: 1 },
      ]),
    );
  });

  it("puts everything on its day in the workspace's zone, across a change of the clocks", async () => {
    const { overTime } = await report();
    expect(overTime).toMatchObject({ range: "30d", unit: "day", zone });
    expect(overTime.buckets).toHaveLength(30);
    const on = (day: string) => overTime.buckets.find(({ firstDay }) => firstDay === day);
    expect(on("2026-03-02")).toMatchObject({ entered: 17, completed: 0, exited: 0 });
    expect(on("2026-03-03")).toMatchObject({ entered: 0, completed: 3, exited: 1 });
    expect(on("2026-03-12")).toMatchObject({ entered: 0, completed: 1, exited: 3 });
    expect(on("2026-03-28")).toMatchObject({ entered: 1, completed: 1, exited: 0 });
    expect(on("2026-03-29")).toMatchObject({ entered: 1, completed: 2, exited: 0 });
    expect(on("2026-03-30")).toMatchObject({ entered: 5, completed: 0, exited: 0 });
    const inUtc = await report({ zone: "UTC" });
    expect(inUtc.overTime.buckets.find(({ firstDay }) => firstDay === "2026-03-28")).toMatchObject({
      entered: 2,
    });
  });

  it("holds all of it in every range that reaches back far enough, and only the last days in a short one", async () => {
    for (const range of ["30d", "90d", "1y", "all"] as const) {
      const { buckets } = (await report({ range })).overTime;
      expect(buckets.reduce((sum, { entered }) => sum + entered, 0)).toBe(24);
      expect(buckets.reduce((sum, { completed, exited }) => sum + completed + exited, 0)).toBe(18);
    }
    const { buckets } = (await report({ range: "14d" })).overTime;
    expect(buckets.map(({ firstDay }) => firstDay).at(0)).toBe("2026-03-18");
    expect(buckets.reduce((sum, { entered }) => sum + entered, 0)).toBe(7);
  });

  it("gives median, mean and spread of the time to completion", async () => {
    const { timeToCompletion } = await report({ version: 1 });
    expect(timeToCompletion).toMatchObject({
      completions: 12,
      confidence: "provisional",
      medianMs: 3 * DAY_MS,
      meanMs: 6.5 * DAY_MS,
    });
    // 95 % took less than 22.7 days: steps of three days up to 24, and one customer beyond.
    expect(timeToCompletion.spread.map(({ customers }) => customers)).toEqual([5, 4, 0, 1, 0, 0, 1, 0, 1]);
    expect(timeToCompletion.spread[1]).toEqual({ fromMs: 3 * DAY_MS, toMs: 6 * DAY_MS, customers: 4 });
    expect(timeToCompletion.spread.at(-1)).toEqual({ fromMs: 24 * DAY_MS, toMs: null, customers: 1 });
  });

  it("averages nothing below ten completions", async () => {
    const { timeToCompletion } = await report({ version: 2 });
    expect(timeToCompletion).toMatchObject({
      completions: 2,
      confidence: "too_few",
      medianMs: null,
      meanMs: null,
    });
    expect(timeToCompletion.spread.reduce((sum, { customers }) => sum + customers, 0)).toBe(2);
  });

  it("compares the versions, also one that nobody has entered with", async () => {
    const { versions } = await report({ version: 1 });
    expect(versions).toMatchObject([
      { version: 3, entered: 0, completionRate: null, medianMs: null },
      { version: 2, entered: 7, open: 5, completed: 2, exited: 0, completionRate: 1, medianMs: null },
      {
        version: 1,
        entered: 17,
        open: 1,
        completed: 12,
        exited: 4,
        completionRate: 12 / 16,
        medianMs: 3 * DAY_MS,
      },
    ]);
  });

  it("speaks of one version only when asked to", async () => {
    const { figures, outcomes, overTime } = await report({ version: 2 });
    expect(figures).toEqual({ entered: 7, open: 5, completed: 2, exited: 0 });
    expect(outcomes).toEqual([{ actionId: "welcome", status: "waiting", reason: null, deliveries: 1 }]);
    expect(overTime.buckets.reduce((sum, { entered }) => sum + entered, 0)).toBe(7);
    expect((await report()).outcomes).toEqual(
      expect.arrayContaining([
        { actionId: "welcome", status: "sent", reason: null, deliveries: 2 },
        { actionId: "welcome", status: "skipped", reason: "no_email", deliveries: 1 },
      ]),
    );
  });

  it("is empty, not broken, for a job that nobody has entered", async () => {
    const programmeId = newId("prg");
    const { versions: _, ...fresh } = job;
    expect(
      await getReport(ctx, { ...fresh, id: programmeId, versions: [] }, { version: null, range: null, zone }),
    ).toMatchObject({
      figures: { entered: 0, open: 0, completed: 0, exited: 0 },
      completionRate: null,
      timeToCompletion: { completions: 0, spread: [] },
      overTime: { range: "14d" },
      versions: [],
    });
  });

  it("of an archived job ends with the last thing that happened in it", async () => {
    const late = { ...ctx, now: new Date("2027-03-31T10:00:00Z") };
    const { overTime } = await getReport(
      late,
      { ...job, status: "archived" },
      { version: null, range: null, zone },
    );
    expect(overTime.range).toBe("30d");
    expect(overTime.buckets.at(-1)?.firstDay).toBe("2026-03-30");
  });
});

describe("the customers behind a figure", () => {
  const behind = async (filter: PassFilter) => {
    const wanted = { programmeId: job.id, filter, zone };
    const ids = new Set<string>();
    let after: string | undefined;
    let rows = 0;
    do {
      const page = await listPasses(ctx, wanted, decodeCursor(after), 3);
      for (const { customer } of page.rows) ids.add(customer.id);
      rows += page.rows.length;
      after = page.next ?? undefined;
    } while (after);
    expect(ids.size).toBe(rows);
    expect(await countPasses(ctx, wanted)).toBe(rows);
    return rows;
  };

  it.each([null, 1, 2, 3])("are as many as the figure says, page by page (version %s)", async (chosen) => {
    const version = chosen ?? undefined;
    const shown: Report = await report({ version: chosen });
    for (const show of ["entered", "open", "completed", "exited"] as const)
      expect(await behind({ show, version })).toBe(shown.figures[show]);
    for (const { reason, customers } of shown.exits)
      expect(await behind({ show: "exited", version, reason: reason ?? undefined })).toBe(customers);
    for (const { stepId, customers } of shown.standing)
      expect(await behind({ show: "open", version, step: stepId ?? "" })).toBe(customers);
    for (const { fromMs, toMs, customers } of shown.timeToCompletion.spread)
      expect(await behind({ show: "completed", version, took: { fromMs, toMs } })).toBe(customers);
    for (const range of ["14d", "90d"] as const)
      for (const bucket of (await report({ version: chosen, range })).overTime.buckets)
        for (const show of ["entered", "completed", "exited"] as const)
          if (bucket[show] > 0 || show === "entered")
            expect(await behind({ show, version, days: { from: bucket.firstDay, to: bucket.lastDay } })).toBe(
              bucket[show],
            );
  });

  it("stand in the order in which they came, or left", async () => {
    const left = await listLeft(ctx, { programmeId: job.id, version: null, zone }, 5);
    const ends = left.map(({ endedAt }) => endedAt?.getTime() ?? 0);
    expect(ends).toEqual([...ends].sort((a, b) => b - a));
    expect(left.map(({ version }) => version)).toEqual([2, 2, 1, 1, 1]);
  });

  it("are nobody in another workspace", async () => {
    const stranger = await testContext(db, { now });
    const wanted = { programmeId: job.id, filter: { show: "entered" as const }, zone };
    expect(await countPasses(stranger, wanted)).toBe(0);
    expect((await listPasses(stranger, wanted, null)).rows).toEqual([]);
    expect((await getReport(stranger, job, { version: null, range: null, zone })).figures.entered).toBe(0);
    await expect(getOverview(stranger, { kind: "job", slug: "nudge" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
