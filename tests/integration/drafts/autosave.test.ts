import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { auditLog, programmes, programmeVersions } from "@/db/schema";
import type { Context } from "@/lib/context";
import { archive } from "@/lib/lifecycle/archive";
import { publish } from "@/lib/lifecycle/publish";
import { autosaveDraft } from "@/lib/programmes/draft/autosave-draft";
import type { SaveAnswer } from "@/lib/programmes/draft/draft-answers";
import { openDraft } from "@/lib/programmes/draft/open-draft";
import { saveDraft } from "@/lib/programmes/draft/save-draft";
import { visitDraft, watchDraft } from "@/lib/programmes/draft/watch-draft";
import { it } from "@/tests/support/fixture";
import { addColleague } from "@/tests/support/members";
import { nudge } from "../programmes/support";

const job = { kind: "job", slug: "nudge" } as const;
let anna: Context;
let jonas: Context;
it.beforeEach(async ({ ctx, db }) => {
  const as = async (name: string): Promise<Context> => {
    const email = `${name}@${ctx.workspaceId}.test`;
    const id = await addColleague(db, ctx.workspaceId, { email, name, role: "editor" });
    return { ...ctx, actor: { kind: "member", id } };
  };
  anna = await as("Anna");
  jonas = await as("Jonas");
  await saveDraft(anna, { ...job, definition: nudge() });
});

const named = (name: string) => ({ ...nudge(), name });
const save = (ctx: Context, basedOn: number, definition: unknown = nudge()): Promise<SaveAnswer> =>
  autosaveDraft(ctx, { ...job, basedOn, definition });
const acts = async ({ db, workspaceId }: Context) => {
  const rows = await db
    .select()
    .from(auditLog)
    .where(eq(auditLog.workspaceId, workspaceId))
    .orderBy(auditLog.id);
  return rows.map(({ what }) => what);
};

it("a save says on what it is based, and answers with the next revision and what is wrong", async () => {
  const first = await save(anna, 1, { ...named("Nudged"), autoExit: undefined });
  expect(first).toMatchObject({
    outcome: "saved",
    revision: 2,
    savedBy: { name: "Anna", isYou: true },
    liveVersion: null,
  });
  expect(first).toMatchObject({
    problems: expect.arrayContaining([expect.objectContaining({ check: "J01" })]),
  });
  expect(await save(anna, 2, named("Nudged again"))).toMatchObject({ outcome: "saved", revision: 3 });
  expect(await openDraft(jonas, "job", "nudge")).toMatchObject({
    name: "Nudged again",
    revision: 3,
    savedBy: { name: "Anna", isYou: false },
    definition: { name: "Nudged again" },
    unread: null,
    live: null,
  });
});

it("what somebody else has saved meanwhile is not overwritten: the answer says who, and what is there", async () => {
  await save(anna, 1, named("Anna's"));
  const refused = await save(jonas, 1, named("Jonas's"));
  expect(refused).toMatchObject({
    outcome: "stale",
    revision: 2,
    savedBy: { name: "Anna", isYou: false },
    definition: { name: "Anna's" },
  });
  expect(await openDraft(jonas, "job", "nudge")).toMatchObject({ revision: 2, name: "Anna's" });
});

it("of two saves at the same moment one is kept, and the other one is told", async () => {
  const answers = await Promise.all([save(anna, 1, named("Anna's")), save(jonas, 1, named("Jonas's"))]);
  expect(answers.map(({ outcome }) => outcome).sort()).toEqual(["saved", "stale"]);
  const kept = answers[0].outcome === "saved" ? "Anna's" : "Jonas's";
  expect(await openDraft(anna, "job", "nudge")).toMatchObject({ revision: 2, name: kept });
});

it("a save whose answer got lost is sent again without harm", async () => {
  await save(anna, 1, named("Nudged"));
  expect(await save(anna, 1, named("Nudged"))).toMatchObject({ outcome: "saved", revision: 2 });
});

it("an hour of typing makes no version, and one entry of the activity for each who typed", async () => {
  await publish(anna, "job", "nudge", { mode: "from_now_on" });
  for (const revision of [1, 2, 3]) await save(anna, revision, named(`Anna ${revision}`));
  for (const revision of [4, 5]) await save(jonas, revision, named(`Jonas ${revision}`));
  await save(anna, 6, named("Anna again"));
  expect(await acts(anna)).toEqual([
    "programme.saved",
    "programme.published",
    "programme.saved",
    "programme.saved",
    "programme.saved",
  ]);
  const versions = await anna.db
    .select()
    .from(programmeVersions)
    .where(eq(programmeVersions.workspaceId, anna.workspaceId));
  expect(versions).toHaveLength(1);
  // What runs keeps its name until the new one is published.
  const [row] = await anna.db.select().from(programmes).where(eq(programmes.workspaceId, anna.workspaceId));
  expect(row).toMatchObject({ name: "Onboarding Nudge", draft: { name: "Anna again" }, draftRevision: 7 });
});

it("an open editor hears what others save, who they are, and where in the draft they are", async () => {
  await visitDraft(jonas, { ...job, selected: "welcome" });
  expect(await watchDraft(anna, { ...job, known: 1 })).toMatchObject({
    outcome: "open",
    news: null,
    visitors: [{ name: "Jonas", selected: "welcome" }],
  });
  await save(jonas, 1, named("Jonas's"));
  expect(await watchDraft(anna, { ...job, known: 1 })).toMatchObject({
    outcome: "open",
    revision: 2,
    savedBy: { name: "Jonas", isYou: false },
    news: { definition: { name: "Jonas's" } },
  });
  await visitDraft(jonas, { ...job, selected: null });
  expect(await watchDraft(anna, { ...job, known: 2 })).toMatchObject({ news: null, visitors: [] });
});

it("published meanwhile, a draft goes on; archived or gone, the save says by whom", async () => {
  await publish(jonas, "job", "nudge", { mode: "from_now_on" });
  expect(await save(anna, 1, named("Later"))).toMatchObject({
    outcome: "saved",
    revision: 2,
    liveVersion: 1,
    publishedBy: { name: "Jonas", isYou: false },
  });
  await archive(jonas, "job", "nudge");
  const archived = { outcome: "archived", by: { name: "Jonas", isYou: false } };
  expect(await save(anna, 2, named("Too late"))).toEqual(archived);
  expect(await watchDraft(anna, { ...job, known: 2 })).toEqual(archived);
  expect(await autosaveDraft(anna, { kind: "job", slug: "gone", basedOn: 1, definition: nudge() })).toEqual({
    outcome: "deleted",
    by: null,
  });
});

it("whoever publishes has seen what is published", async () => {
  await save(anna, 1, named("Seen"));
  await save(jonas, 2, named("Not seen"));
  const entry = { mode: "from_now_on", seen: { revision: 2, liveVersion: null } } as const;
  await expect(publish(anna, "job", "nudge", entry)).rejects.toMatchObject({ code: "conflict" });
  await publish(anna, "job", "nudge", { ...entry, seen: { revision: 3, liveVersion: null }, note: "First" });
  const [version] = await anna.db
    .select()
    .from(programmeVersions)
    .where(eq(programmeVersions.workspaceId, anna.workspaceId));
  expect(version).toMatchObject({ note: "First", acceptedWarnings: expect.any(Array) });
});
