import { expect } from "vitest";
import type { Db } from "@/db/connect";
import { programmes } from "@/db/schema";
import type { Context } from "@/lib/context";
import { newId } from "@/lib/ids";
import { countByStatus, listOfKind } from "@/lib/insights/programmes/list-of-kind";
import { it } from "@/tests/support/fixture";
import { testContext } from "../../support/database";
import { addNudge, putIn, signUp } from "../programmes/support";

const now = new Date("2026-03-31T10:00:00Z");
let db: Db;
let ctx: Context;

it.beforeAll(async ({ database }) => {
  db = database.db;
  ctx = await testContext(db, { now });
  const programmeId = await addNudge(ctx, 1);
  const [ada = ""] = await signUp(ctx, 1);
  const done = { status: "completed", reason: "goal_met", stepId: null, wakeAt: null } as const;
  await putIn(ctx, programmeId, ada, { ...done, endedAt: now });
});

it("the list of jobs is narrowed by status, target and part of the name, and another workspace's stay out", async () => {
  const names = async (choice: Parameters<typeof listOfKind>[2]) =>
    (await listOfKind(ctx, "job", choice)).map(({ name }) => name);
  const some = ["Win back 50%", "Winter_sale", "WINDOW"].map((name, index) => ({
    id: newId("prg"),
    workspaceId: ctx.workspaceId,
    kind: "job" as const,
    slug: `job-${index}`,
    name,
    target: index === 1 ? ("organisation" as const) : ("person" as const),
    status: index === 2 ? ("paused" as const) : ("draft" as const),
    draft: {},
    createdAt: now,
    updatedAt: new Date(now.getTime() + index),
  }));
  await db.insert(programmes).values(some);
  expect(await names({ search: "win" })).toEqual(["WINDOW", "Winter_sale", "Win back 50%"]);
  expect(await names({ search: "50%" })).toEqual(["Win back 50%"]);
  expect(await names({ search: "%" })).toEqual(["Win back 50%"]);
  expect(await names({ search: "_" })).toEqual(["Winter_sale"]);
  expect(await names({ status: "draft", target: "organisation" })).toEqual(["Winter_sale"]);
  expect(await names({ sort: "completed" })).toEqual(expect.arrayContaining(["Nudge"]));
  expect((await names({ sort: "completed" }))[0]).toBe("Nudge");
  expect(Object.fromEntries(await countByStatus(ctx, "job"))).toEqual({ live: 1, paused: 1, draft: 2 });
  expect(await listOfKind(await testContext(db), "job")).toEqual([]);
});
