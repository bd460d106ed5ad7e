import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { countMatching } from "@/lib/lifecycle/count-matching";
import { withinTime } from "@/lib/lifecycle/within-time";
import { getProgramme } from "@/lib/programmes/draft/get-programme";
import { saveDraft } from "@/lib/programmes/draft/save-draft";
import { type Core, openCore } from "@/tests/support/core";
import { message, nudge } from "@/tests/support/jobs";

let core: Core;
beforeAll(async () => {
  core = await openCore();
});
afterAll(() => core.close());

const huge = () =>
  nudge({ entry: Array.from({ length: 9 }, (_, at) => message(`m-${at}`, { body: "{x}".repeat(16_600) })) });
const save = (slug: string, definition: unknown) => saveDraft(core.ctx(), { kind: "job", slug, definition });

it("a draft that is too large is refused with a sentence that names the place, and nothing is saved", async () => {
  await expect(save("huge", huge())).rejects.toMatchObject({
    code: "too_large",
    message: "A text may have 500 placeholders at most; this one has 16,600.",
  });
  expect(await core.rows(sql`select 1 from programmes`)).toEqual([]);
});

it("one that was saved before there were bounds is looked at for its size alone", async () => {
  await save("old", nudge());
  await core.db.execute(sql`update programmes set draft = ${JSON.stringify(huge())}::jsonb`);
  const { definition, problems } = await getProgramme(core.ctx(), "job", "old");
  expect(definition).toBeNull();
  expect(problems.every((problem) => problem.check === "size")).toBe(true);
});

it("a count that takes too long is given up and says that it is not known; what was done around it stays", async () => {
  const { id, definition } = await save("slow", nudge());
  if (!definition) throw new Error("It has no definition.");
  expect(await countMatching(core.ctx(), id, definition, "everyone")).toBe(0);
  await core.party().db.transaction(async (other) => {
    await other.execute(sql`lock table people in access exclusive mode`);
    expect(await countMatching(core.ctx(), id, definition, "everyone", 50)).toBeNull();
  });
  await core.db.transaction(async (db) => {
    const inside = { ...core.ctx(), db };
    await db.execute(sql`update programmes set name = 'Kept' where slug = 'slow'`);
    const before = await db.execute(sql`show statement_timeout`);
    expect(
      await withinTime(inside, 20, ({ db: inner }) => inner.execute(sql`select pg_sleep(5)`)),
    ).toBeNull();
    expect(await withinTime(inside, 20_000, async () => "done")).toBe("done");
    expect((await db.execute(sql`show statement_timeout`)).rows).toEqual(before.rows);
  });
  expect(await core.rows(sql`select name from programmes where slug = 'slow'`)).toEqual([{ name: "Kept" }]);
});
