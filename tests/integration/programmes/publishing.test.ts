import { eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import type { Db } from "@/db";
import {
  announcementOutbox,
  attributes,
  enrolmentMoves,
  enrolments,
  programmeVersions,
  seeds,
} from "@/db/schema";
import type { Context } from "@/lib/context";
import { openToAll } from "@/lib/lifecycle/open-to-all";
import { type GoLive, publish } from "@/lib/lifecycle/publish";
import { lockWorkspaceShared } from "@/lib/locks";
import { getProgramme } from "@/lib/programmes/draft/get-programme";
import { saveDraft } from "@/lib/programmes/draft/save-draft";
import { loadLiveProgrammes } from "@/lib/programmes/published/live-programmes";
import { it } from "@/tests/support/fixture";
import { type Json, later, nudge, putIn, signUp } from "./support";

let db: Db;
let ctx: Context;
const slug = "onboarding-nudge";
const everyone = { mode: "everyone" } as const;
const save = (definition: Json = nudge()) => saveDraft(ctx, { kind: "job", slug, definition });
const walks = () => db.select().from(seeds).where(eq(seeds.workspaceId, ctx.workspaceId)).orderBy(seeds.id);
it.beforeEach(async ({ ctx: fresh }) => {
  ctx = fresh;
  db = ctx.db;
});

describe("going live", () => {
  it("counts who may enter now, makes version 1 and begins a walk over everybody", async () => {
    await signUp(ctx, 3);
    await signUp(ctx, 2, {});
    await save();
    const done = await publish(ctx, "job", slug, everyone);
    expect(done).toMatchObject({ version: 1, status: "live", matchesNow: 3, moved: 0 });
    expect(await walks()).toMatchObject([{ id: done.seedId, mode: "everyone", finishedAt: null }]);
    const outbox = await db.select().from(announcementOutbox);
    expect(outbox.map(({ data }) => data)).toContainEqual({
      workspaceId: ctx.workspaceId,
      seedId: done.seedId,
    });
  });

  it("is refused until it says who may enter: with no word, with a number alone, with a word about open passes alone", async () => {
    await signUp(ctx, 3);
    await save();
    const silent: [GoLive, string][] = [
      [{}, "mode"],
      [{ first: 2 }, "mode"],
      [{ moveOpen: true }, "mode"],
      [{ mode: "everyone", first: 2 }, "first"],
      [{ mode: "from_now_on", first: 2 }, "first"],
      [{ mode: "first", first: 0 }, "first"],
    ];
    for (const [how, path] of silent)
      await expect(publish(ctx, "job", slug, how)).rejects.toMatchObject({
        code: "invalid",
        issues: [{ path }],
      });
    expect(await getProgramme(ctx, "job", slug)).toMatchObject({ status: "draft", liveVersion: null });
    expect(await walks()).toEqual([]);
    await publish(ctx, "job", slug, { mode: "from_now_on" });
    // From then on it has been said.
    await save({ ...nudge(), description: "Changed." });
    expect(await publish(ctx, "job", slug)).toMatchObject({ version: 2, status: "live" });
  });

  it("can be for the first so many, opened to all later in one step", async () => {
    await signUp(ctx, 3);
    await save();
    await expect(publish(ctx, "job", slug, { mode: "first" })).rejects.toMatchObject({ code: "invalid" });
    await publish(ctx, "job", slug, { mode: "first", first: 2 });
    expect(await loadLiveProgrammes(ctx)).toMatchObject([{ entriesLeft: 2, openSeed: { mode: "first" } }]);
    expect(await openToAll(ctx, "job", slug)).toMatchObject({ matchesNow: 3 });
    expect((await openToAll(ctx, "job", slug)).seedId).toBeNull();
    expect((await walks()).map(({ mode }) => mode)).toEqual(["first", "everyone"]);
    expect((await loadLiveProgrammes(ctx))[0]?.entriesLeft).toBeNull();
  });

  it("puts what the job will set into the catalogue, for other filters to be made of", async () => {
    await save();
    await publish(ctx, "job", slug, everyone);
    const made = await db.select().from(attributes).where(eq(attributes.workspaceId, ctx.workspaceId));
    const types = Object.fromEntries(made.map(({ key, type }) => [key, type]));
    expect(types).toMatchObject({
      completed_onboarding: "boolean",
      failed_onboarding: "boolean",
      currently_member_of_onboarding_nudge_job: "boolean",
      last_entry_to_onboarding_nudge_job: "date",
    });
    expect(made.every(({ owner }) => owner === "trig")).toBe(true);
    expect(
      (await getProgramme(ctx, "job", slug)).problems.filter(({ severity }) => severity === "error"),
    ).toEqual([]);
  });

  it("waits for the transactions that decide by the programmes as they are", async () => {
    await save();
    const order: string[] = [];
    let publishing: Promise<unknown> = Promise.resolve();
    await db.transaction(async (tx) => {
      await lockWorkspaceShared({ ...ctx, db: tx });
      publishing = publish(ctx, "job", slug, everyone).then(() => order.push("published"));
      const blocked = async () => {
        const { rows } = await db.execute(
          "select 1 from pg_locks where locktype = 'advisory' and not granted",
        );
        return rows.length > 0;
      };
      while (!(await blocked()));
      expect(await loadLiveProgrammes({ ...ctx, db: tx })).toEqual([]);
      order.push("decided");
    });
    await publishing;
    expect(order).toEqual(["decided", "published"]);
  });
});

describe("a new version of a live job", () => {
  const withoutReminder = () => ({
    ...nudge(),
    name: "Nudge 2",
    steps: [{ kind: "wait", id: "breathe", delay: { amount: 7, unit: "days" } }],
  });
  const versions = async () => {
    const rows = await db
      .select({ version: programmeVersions.version })
      .from(programmeVersions)
      .where(eq(programmeVersions.workspaceId, ctx.workspaceId));
    return rows.map(({ version }) => version).sort();
  };

  it("leaves the earlier one as it was, and who is in it on it", async () => {
    await save();
    const { id } = await publish(ctx, "job", slug, everyone);
    const [ada = ""] = await signUp(ctx, 1);
    await putIn(ctx, id, ada);
    await save(withoutReminder());
    expect(await publish(later(ctx, 1), "job", slug)).toMatchObject({ version: 2, moved: 0 });

    const [live] = await loadLiveProgrammes(ctx);
    expect([...(live?.definitions.keys() ?? [])].sort()).toEqual([1, 2]);
    expect(live?.definitions.get(1)?.name).toBe("Onboarding Nudge");
    expect(live).toMatchObject({ liveVersion: 2, openSeed: { mode: "everyone" } });
    expect((await walks()).map(({ mode }) => mode)).toEqual(["everyone", "resume"]);
    expect((await db.select().from(enrolments).where(eq(enrolments.customerId, ada)))[0]?.version).toBe(1);
  });

  it("is none when it says what the live one says: nothing is walked over or noted again", async () => {
    await save();
    await publish(ctx, "job", slug, everyone);
    await save();
    const again = await publish(later(ctx, 1), "job", slug);
    expect(again).toMatchObject({ status: "live", version: 1, seedId: null, moved: 0 });
    expect((await walks()).map(({ mode }) => mode)).toEqual(["everyone"]);
    expect(await versions()).toEqual([1]);
  });

  it("is all that is loaded once nobody is in the earlier one", async () => {
    await save();
    await publish(ctx, "job", slug, everyone);
    await save(withoutReminder());
    await publish(ctx, "job", slug);
    expect([...((await loadLiveProgrammes(ctx))[0]?.definitions.keys() ?? [])]).toEqual([2]);
  });

  it("takes those who are in it along when asked, each to the next step that survives", async () => {
    const first = {
      ...nudge(),
      steps: [...[nudge().steps].flat(), { kind: "wait", id: "breathe", delay: { amount: 2, unit: "days" } }],
    };
    await save(first);
    const { id } = await publish(ctx, "job", slug, everyone);
    const [ada = "", bob = ""] = await signUp(ctx, 2);
    await putIn(ctx, id, ada, { stepId: "reminder-1" });
    await putIn(ctx, id, bob, { stepId: "breathe" });
    await save(withoutReminder());
    const tomorrow = later(ctx, 1);
    expect(await publish(tomorrow, "job", slug, { moveOpen: true })).toMatchObject({ version: 2, moved: 2 });

    const rows = await db
      .select()
      .from(enrolments)
      .where(eq(enrolments.programmeId, id))
      .orderBy(enrolments.customerId);
    expect(rows).toMatchObject([
      { customerId: ada, version: 2, stepId: "breathe", stepSince: tomorrow.now, wakeAt: tomorrow.now },
      { customerId: bob, version: 2, stepId: "breathe", stepSince: ctx.now, wakeAt: tomorrow.now },
    ]);
    const moves = await db
      .select()
      .from(enrolmentMoves)
      .where(eq(enrolmentMoves.workspaceId, ctx.workspaceId));
    expect(moves.map(({ kind, wokenBy }) => [kind, wokenBy])).toEqual([
      ["moved_version", "operator"],
      ["moved_version", "operator"],
    ]);
  });

  it("may not use the id of a step that was removed", async () => {
    await save();
    await publish(ctx, "job", slug, everyone);
    await save(withoutReminder());
    await publish(ctx, "job", slug);
    await save();
    await expect(publish(ctx, "job", slug)).rejects.toMatchObject({ issues: [{ path: "steps[0].id" }] });
  });

  it("is made once, when two publish at the same moment", async () => {
    await save();
    await publish(ctx, "job", slug, everyone);
    await save(withoutReminder());
    const both = await Promise.all([publish(ctx, "job", slug), publish(ctx, "job", slug)]);
    expect(both.map(({ version }) => version)).toEqual([2, 2]);
    expect(await versions()).toEqual([1, 2]);
  });
});
