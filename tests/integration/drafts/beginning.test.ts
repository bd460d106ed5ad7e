import { describe, expect } from "vitest";
import type { Context } from "@/lib/context";
import { beginJobFrom } from "@/lib/edge/forms/begin-job";
import { archive } from "@/lib/lifecycle/archive";
import { deleteDraft } from "@/lib/lifecycle/ending/delete-draft";
import { restore } from "@/lib/lifecycle/ending/restore";
import { publish } from "@/lib/lifecycle/publish";
import { resume } from "@/lib/lifecycle/resume";
import { autosaveDraft } from "@/lib/programmes/draft/autosave-draft";
import { getProgramme, getProgrammeRow } from "@/lib/programmes/draft/get-programme";
import { openDraft } from "@/lib/programmes/draft/open-draft";
import { saveDraft } from "@/lib/programmes/draft/save-draft";
import { loadLiveProgrammes } from "@/lib/programmes/published/live-programmes";
import { restoreVersion } from "@/lib/programmes/published/restore-version";
import { openCore } from "@/tests/support/core";
import { it } from "@/tests/support/fixture";
import { nudge } from "../programmes/support";

const errorsOf = async (ctx: Context, slug: string) =>
  (await getProgramme(ctx, "job", slug)).problems.filter(({ severity }) => severity === "error");

describe("a new job", () => {
  it("begins from nothing with a name: whole, and not ready to go live", async ({ ctx }) => {
    const made = await beginJobFrom(ctx, { from: "nothing", name: "  Café Öffnung: teil 2 " });
    expect(made).toMatchObject({
      slug: "cafe-offnung-teil-2",
      name: "Café Öffnung: teil 2",
      status: "draft",
    });
    expect((await openDraft(ctx, "job", made.slug)).unread).toBeNull();
    expect(await errorsOf(ctx, made.slug)).not.toEqual([]);
    const again = await beginJobFrom(ctx, { from: "nothing", name: "Café Öffnung, Teil 2" });
    expect(again.slug).toBe("cafe-offnung-teil-2-2");
    expect((await beginJobFrom(ctx, { from: "nothing", name: "使用開始" })).slug).toBe("job");
    await expect(beginJobFrom(ctx, { from: "nothing", name: " " })).rejects.toThrow("Name the job.");
  });

  it("begins from the onboarding nudge, sent from the workspace's own sender", async ({ ctx }) => {
    const { slug, definition } = await beginJobFrom(ctx, { from: "example" });
    expect(slug).toBe("onboarding-nudge");
    const text = JSON.stringify(nudge()).replaceAll(/"sender":\{[^}]*\},/g, "");
    expect(definition).toMatchObject(JSON.parse(text));
    expect(JSON.stringify(definition)).not.toContain("Autodesk");
  });

  it("begins from an event, for whoever did it and not yet the next", async ({ ctx }) => {
    const made = await beginJobFrom(ctx, { from: "event", event: "Signed Up", goal: "Project Created" });
    expect(made.slug).toBe("signed-up-to-project-created");
    const same = { from: "event", event: "Signed Up", goal: "Signed Up" };
    await expect(beginJobFrom(ctx, same)).rejects.toThrow("Name another event");
  });

  it("begins as a copy of another one; where that speaks of itself the copy does too", async ({ ctx }) => {
    const exclusions = [
      { kind: "membership", of: "job", slug: "nudge", is: "has_entered" },
      { kind: "membership", of: "job", slug: "other", is: "in" },
      { kind: "attribute", attribute: "last_entered_nudge_job", is: { op: "has_any_value" } },
    ];
    await saveDraft(ctx, { kind: "job", slug: "nudge", definition: { ...nudge(), exclusions } });
    const copy = await beginJobFrom(ctx, { from: "job", slug: "nudge" });
    expect(copy).toMatchObject({ slug: "nudge-copy", name: "Onboarding Nudge (copy)", liveVersion: null });
    expect(copy.definition?.exclusions).toEqual([
      expect.objectContaining({ slug: "nudge-copy" }),
      expect.objectContaining({ slug: "other" }),
      expect.objectContaining({ attribute: "last_entry_to_nudge_copy_job" }),
    ]);
    const next = await beginJobFrom(ctx, { from: "job", slug: "nudge-copy" });
    expect(next).toMatchObject({ slug: "nudge-copy-2", name: "Onboarding Nudge (copy 2)" });
  });

  it("is imported from a file as it was exported, or as the API answered it", async ({ ctx }) => {
    const file = JSON.stringify(nudge(), null, 2);
    const made = await beginJobFrom(ctx, { from: "file", text: `\ufeff${file}` });
    expect(made).toMatchObject({ slug: "onboarding-nudge", definition: { name: "Onboarding Nudge" } });
    const answer = JSON.stringify({ slug: "x", definition: nudge(), problems: [] });
    expect((await beginJobFrom(ctx, { from: "file", text: answer })).slug).toBe("onboarding-nudge-2");
  });

  it("is not imported from what cannot be read: each fault is told with its place", async ({ ctx }) => {
    const refused = (text: string) => beginJobFrom(ctx, { from: "file", text }).catch((error) => error);
    expect(await refused("{ name:")).toMatchObject({
      code: "invalid",
      issues: [{ message: expect.stringContaining("no JSON") }],
    });
    const broken = {
      ...nudge(),
      autoExit: { amount: "ten", unit: "days" },
      entry: [{ kind: "mesage", id: "x" }],
    };
    const { issues } = await refused(JSON.stringify(broken));
    expect(issues.map(({ path }: { path: string }) => path)).toEqual(
      expect.arrayContaining(["autoExit.amount", "entry[0].kind"]),
    );
    await expect(getProgrammeRow(ctx, "job", "onboarding-nudge")).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("the end of a job", () => {
  it("a draft that never was live is deleted; what was live is archived, and keeps its address", async ({
    ctx,
  }) => {
    await saveDraft(ctx, { kind: "job", slug: "nudge", definition: nudge() });
    await deleteDraft(ctx, "job", "nudge");
    await expect(getProgrammeRow(ctx, "job", "nudge")).rejects.toMatchObject({ code: "not_found" });
    expect(await autosaveDraft(ctx, { kind: "job", slug: "nudge", basedOn: 1, definition: nudge() })).toEqual(
      { outcome: "deleted", by: { name: "Trig", isYou: true } },
    );
    await saveDraft(ctx, { kind: "job", slug: "onboarding-nudge", definition: nudge() });
    await publish(ctx, "job", "onboarding-nudge", { mode: "from_now_on" });
    await expect(deleteDraft(ctx, "job", "onboarding-nudge")).rejects.toMatchObject({ code: "conflict" });
    await archive(ctx, "job", "onboarding-nudge");
    expect((await beginJobFrom(ctx, { from: "example" })).slug).toBe("onboarding-nudge-2");
  });

  it("the live version, or an older one, is put into the draft unless somebody saved meanwhile", async ({
    ctx,
  }) => {
    const job = { kind: "job", slug: "nudge" } as const;
    await saveDraft(ctx, { ...job, definition: nudge() });
    await publish(ctx, "job", "nudge", { mode: "from_now_on" });
    const { revision } = await openDraft(ctx, "job", "nudge");
    await autosaveDraft(ctx, { ...job, basedOn: revision, definition: { ...nudge(), name: "Changed" } });
    const stale = restoreVersion(ctx, { ...job, version: 1, basedOn: revision });
    await expect(stale).rejects.toMatchObject({ code: "conflict" });
    expect(await restoreVersion(ctx, { ...job, version: 1, basedOn: revision + 1 })).toEqual({ revision: 3 });
    const after = await openDraft(ctx, "job", "nudge");
    expect(after.definition).toEqual(after.live);
    const missing = restoreVersion(ctx, { ...job, version: 2, basedOn: 3 });
    await expect(missing).rejects.toMatchObject({ code: "not_found" });
  });

  it("a version that had a step which was removed since can be restored and published: the step comes back under another id", async ({
    ctx,
  }) => {
    const job = { kind: "job", slug: "nudge-back" } as const;
    await saveDraft(ctx, { ...job, definition: nudge() });
    await publish(ctx, "job", job.slug, { mode: "from_now_on" });
    await saveDraft(ctx, { ...job, definition: { ...nudge(), steps: [] } });
    await publish(ctx, "job", job.slug, { mode: "from_now_on" });
    const { revision: basedOn } = await openDraft(ctx, "job", job.slug);
    await restoreVersion(ctx, { ...job, version: 1, basedOn });
    const { definition } = await openDraft(ctx, "job", job.slug);
    expect(definition?.steps.map(({ kind, id }) => `${kind} ${id}`)).toEqual(["reminder reminder-2"]);
    await publish(ctx, "job", job.slug, {});
    expect((await openDraft(ctx, "job", job.slug)).liveVersion).toBe(3);
  });

  it("restored, it stands still until it is resumed: then who began to match meanwhile enters, and nobody twice", async () => {
    const core = await openCore();
    const signUp = (userId: string) => ({
      type: "track",
      userId,
      event: "Signed Up",
      email: `${userId}@a.test`,
    });
    const said = (userId: string) => [
      { type: "identify", userId, traits: { email: `${userId}@a.test`, created_at: core.clock.now } },
      signUp(userId),
    ];
    await core.goLive("nudge", nudge());
    await core.tell(said("ada"));
    expect(await core.passes()).toEqual(["ada nudge 1 open"]);
    await archive(core.ctx(), "job", "nudge");
    await core.tell(said("bob"));
    expect(await core.passes()).toEqual(["ada nudge 1 archived"]);

    expect(await restore(core.ctx(), "job", "nudge")).toEqual({ status: "paused" });
    await expect(restore(core.ctx(), "job", "nudge")).rejects.toMatchObject({ code: "conflict" });
    await core.tell(said("cy"));
    expect(await core.passes()).toEqual(["ada nudge 1 archived"]);
    expect(await loadLiveProgrammes(core.ctx())).toMatchObject([
      { status: "paused", pauses: [{ to: null }] },
    ]);

    await resume(core.ctx(), "job", "nudge");
    await core.rest();
    await core.tell(said("dan"));
    expect(await core.passes()).toEqual([
      "ada nudge 1 archived",
      "bob nudge 1 open",
      "cy nudge 1 open",
      "dan nudge 1 open",
    ]);
    await core.close();
  });
});
