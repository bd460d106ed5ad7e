import { beforeAll, describe, expect } from "vitest";
import { workspaces } from "@/db/schema";
import { claimInstance, setUpToken } from "@/lib/members/set-up";
import { ensureInstance, findInstance } from "@/lib/workspaces/clock/clock";
import { it } from "@/tests/support/fixture";
import { testContext } from "../../support/database";

const PASSWORD = "a password long enough";

beforeAll(() => {
  process.env.TRIG_SECRET_KEY = "a secret of thirty-two characters";
});

describe("set-up", () => {
  it("turns a demo into a live instance of its first owner, once, with the token only", async ({
    ownDatabase: own,
  }) => {
    await ensureInstance(own.db, "demo", 5 * 86_400_000);
    const demo = await testContext(own.db);
    const wanted = {
      name: "Olga",
      email: "olga@acme.test",
      password: PASSWORD,
      workspace: "Ácme Ltd.",
      timezone: "Europe/Stockholm",
      from: "",
    };
    await expect(claimInstance(own.db, { ...wanted, token: "00000" })).rejects.toThrow(
      "not the set-up token",
    );
    expect(await own.db.select().from(workspaces)).toHaveLength(1);

    const token = (await setUpToken(own.db)).toUpperCase();
    const outcomes = await Promise.allSettled([1, 2].map(() => claimInstance(own.db, { ...wanted, token })));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await findInstance(own.db)).toEqual({ mode: "live", clockOffsetMs: 0 });
    const left = await own.db.select().from(workspaces);
    expect(left).toMatchObject([{ slug: "acme-ltd", name: "Ácme Ltd.", timezone: "Europe/Stockholm" }]);
    expect(left[0]?.id).not.toBe(demo.workspaceId);
  });

  it("keeps the workspace of a live instance, to which keys from the environment belong", async ({
    ownDatabase: own,
  }) => {
    await ensureInstance(own.db, "live");
    const { workspaceId } = await testContext(own.db);
    const form = {
      name: "O",
      email: "o@acme.test",
      password: PASSWORD,
      workspace: "Acme",
      timezone: "UTC",
      from: "",
    };
    await claimInstance(own.db, { ...form, token: await setUpToken(own.db) });
    expect(await own.db.select().from(workspaces)).toMatchObject([{ id: workspaceId, slug: "acme" }]);
  });
});
