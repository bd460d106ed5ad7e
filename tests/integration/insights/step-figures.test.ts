import { describe, expect } from "vitest";
import { enrolmentMoves } from "@/db/schema";
import type { Context } from "@/lib/context";
import { newId } from "@/lib/ids";
import { countPasses } from "@/lib/insights/report/list-passes";
import { type PassFilter, passQuery, readPassFilter } from "@/lib/insights/report/pass-filter";
import { stepFigures } from "@/lib/insights/report/step-figures";
import { it } from "@/tests/support/fixture";
import { testContext } from "../../support/database";
import { addNudge, putIn, signUp } from "../programmes/support";

const now = new Date("2026-03-31T10:00:00Z");
const done = { status: "completed", reason: "goal_met", endedAt: now, wakeAt: null, stepId: null } as const;
let ctx: Context;
let programmeId: string;

it.beforeAll(async ({ database }) => {
  ctx = await testContext(database.db, { now });
  programmeId = await addNudge(ctx, 1);
  const ids = await signUp(ctx, 7);
  const pass = (more: Parameters<typeof putIn>[3]) => putIn(ctx, programmeId, ids.pop() ?? "", more);
  const pro = await pass({ stepId: "reminder-1" });
  const other = await pass({ stepId: null });
  const completed = await pass(done);
  await pass({ stepId: "reminder-1" });
  await pass({ ...done, status: "exited", reason: "deadline" });
  await goThrough(pro, { stepId: "fork", way: "arm-pro" });
  await goThrough(other, { stepId: "fork", way: "otherwise" });
  await goThrough(other, { stepId: "reminder-1" });
  await goThrough(completed, { stepId: "fork", way: "arm-pro" });
});

async function goThrough(enrolmentId: string, detail: Record<string, string>) {
  const row = { id: newId("mov"), workspaceId: ctx.workspaceId, enrolmentId, detail, movedAt: now };
  await ctx.db.insert(enrolmentMoves).values({ ...row, kind: "step", wokenBy: "alarm" });
}

describe("the figures at the places of a flow", () => {
  it("add up to who entered", async () => {
    const figures = await stepFigures(ctx, programmeId);
    const inside = Object.values(figures).reduce((sum, { here }) => sum + here, 0);
    const passed = (id: string) => figures[id]?.passed ?? 0;
    expect(passed("#entry")).toBe(5);
    expect(inside + passed("#goal") + passed("#exit")).toBe(passed("#entry"));
    expect(passed("arm-pro") + passed("fork/otherwise")).toBe(passed("fork"));
  });

  it("open exactly those whom they count, through the address too", async () => {
    const figures = await stepFigures(ctx, programmeId);
    const opened = (filter: PassFilter) => {
      const read = readPassFilter(passQuery(filter));
      expect(passQuery(read)).toEqual(passQuery(filter));
      return countPasses(ctx, { programmeId, filter: read, zone: "UTC" });
    };
    const through = (step: string, way?: string) => opened({ show: "entered", passed: { step, way } });
    expect(await through("fork")).toBe(figures.fork?.passed);
    expect(await through("fork", "arm-pro")).toBe(figures["arm-pro"]?.passed);
    expect(await through("fork", "otherwise")).toBe(figures["fork/otherwise"]?.passed);
    expect(await through("reminder-1")).toBe(figures["reminder-1"]?.passed);
    expect(await opened({ show: "open", step: "reminder-1" })).toBe(figures["reminder-1"]?.here);
    expect(await opened({ show: "open", step: "" })).toBe(figures["#end"]?.here);
  });
});
