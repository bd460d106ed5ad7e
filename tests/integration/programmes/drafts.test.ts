import { describe, expect } from "vitest";
import { publish } from "@/lib/lifecycle/publish";
import { getProgramme } from "@/lib/programmes/draft/get-programme";
import { listProgrammes } from "@/lib/programmes/draft/list-programmes";
import { saveDraft } from "@/lib/programmes/draft/save-draft";
import { it } from "@/tests/support/fixture";
import { testContext } from "../../support/database";
import { nudge, readJob } from "./support";

const slug = "onboarding-nudge";

describe("a draft", () => {
  it("is created by the first save and replaced by the next, under the same slug", async ({ ctx }) => {
    const first = await saveDraft(ctx, { kind: "job", slug, definition: nudge() });
    expect(first).toMatchObject({
      created: true,
      status: "draft",
      name: "Onboarding Nudge",
      liveVersion: null,
    });
    const again = await saveDraft(ctx, { kind: "job", slug, definition: { ...nudge(), name: "Nudge" } });
    expect(again).toMatchObject({ created: false, id: first.id, name: "Nudge" });
    expect(await getProgramme(ctx, "job", slug)).toMatchObject({ definition: { name: "Nudge" } });
    expect(await listProgrammes(ctx, "job")).toHaveLength(1);
    expect(await listProgrammes(ctx, "behaviour")).toEqual([]);
  });

  it("is saved whatever is wrong with it, with every problem named, and cannot go live", async ({ ctx }) => {
    const saved = await saveDraft(ctx, {
      kind: "job",
      slug: "broken",
      definition: readJob("fixtures/jobs/broken.json"),
    });
    expect(saved.definition).toBeNull();
    expect(saved.problems.length).toBeGreaterThan(10);
    const read = await getProgramme(ctx, "job", "broken");
    expect(read.problems).toEqual(saved.problems);
    expect(read.draft).toMatchObject({ targt: "person" });
    const refusal = await publish(ctx, "job", "broken").catch((error) => error);
    expect(refusal).toMatchObject({ code: "invalid" });
    expect(refusal.issues).toEqual(saved.problems.filter(({ severity }) => severity === "error"));
  });

  it("belongs to its workspace: another one finds nothing and may use the same slug", async ({ ctx, db }) => {
    await saveDraft(ctx, { kind: "job", slug, definition: nudge() });
    const other = await testContext(db);
    await expect(getProgramme(other, "job", slug)).rejects.toMatchObject({ code: "not_found" });
    await expect(publish(other, "job", slug)).rejects.toMatchObject({ code: "not_found" });
    expect((await saveDraft(other, { kind: "job", slug, definition: nudge() })).created).toBe(true);
  });

  it("is refused when the slug or the text cannot be stored", async ({ ctx }) => {
    const save = (name: string, definition: unknown) =>
      saveDraft(ctx, { kind: "job", slug: name, definition });
    await expect(save("Not A Slug", nudge())).rejects.toMatchObject({ code: "invalid" });
    await expect(save("nul", { ...nudge(), description: "a\u0000b" })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(save("half", { ...nudge(), description: "\ud83d" })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(save("list", [])).rejects.toMatchObject({ code: "invalid" });
  });

  it("keeps the target that was published", async ({ ctx }) => {
    await saveDraft(ctx, { kind: "job", slug, definition: nudge() });
    await publish(ctx, "job", slug, { mode: "everyone" });
    const saved = await saveDraft(ctx, {
      kind: "job",
      slug,
      definition: { ...nudge(), target: "organisation" },
    });
    expect(saved.target).toBe("person");
    expect(saved.problems).toContainEqual(expect.objectContaining({ check: "target", severity: "error" }));
  });

  it("is made once when two authors save it at the same moment", async ({ ctx }) => {
    const saves = await Promise.all(
      [1, 2, 3, 4].map(() => saveDraft(ctx, { kind: "job", slug, definition: nudge() })),
    );
    expect(saves.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(saves.map(({ id }) => id)).size).toBe(1);
  });
});
