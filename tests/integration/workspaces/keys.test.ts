import { describe, expect } from "vitest";
import { apiKeys } from "@/db/schema";
import { createKey } from "@/lib/workspaces/keys/create-key";
import { findKey } from "@/lib/workspaces/keys/find-key";
import { listKeys } from "@/lib/workspaces/keys/list-keys";
import { revokeKey } from "@/lib/workspaces/keys/revoke-key";
import { it } from "@/tests/support/fixture";
import { testContext } from "../../support/database";

describe("a key", () => {
  it("is shown once, kept as a hash, and lets its holder into its own workspace only", async ({
    ctx,
    db,
  }) => {
    const { id, key } = await createKey(ctx, { kind: "write", name: "Backend", role: "owner" });
    expect(key).toMatch(/^trig_write_[\w-]{32}$/);
    expect(JSON.stringify(await db.select().from(apiKeys))).not.toContain(key);
    expect(await findKey(db, key, ["write"])).toEqual({
      id,
      workspaceId: ctx.workspaceId,
      kind: "write",
      role: "owner",
    });
    expect(await listKeys(await testContext(db))).toEqual([]);
  });

  it("opens only the doors of its kind", async ({ ctx, db }) => {
    const { key } = await createKey(ctx, { kind: "browser", name: "Web", role: "owner" });
    expect(await findKey(db, key, ["api", "write"])).toBeNull();
    expect((await findKey(db, key, ["write", "browser"]))?.kind).toBe("browser");
    expect(await findKey(db, `${key}x`, ["browser"])).toBeNull();
  });

  it("can be given by the environment, as often as the app starts", async ({ ctx, db }) => {
    const value = "a-long-key-from-the-environment";
    const first = await createKey(ctx, { kind: "api", name: "Environment", role: "owner", value });
    expect(await createKey(ctx, { kind: "api", name: "Environment", role: "owner", value })).toEqual(first);
    await expect(
      createKey(await testContext(db), { kind: "api", name: "Mine", role: "owner", value }),
    ).rejects.toThrow("make another one");
    await expect(
      createKey(ctx, { kind: "api", name: "Short", role: "owner", value: "short" }),
    ).rejects.toThrow("16 characters");
  });

  it("stops working when it is revoked, and cannot be revoked from another workspace", async ({
    ctx,
    db,
  }) => {
    const { id, key } = await createKey(ctx, { kind: "api", name: "Old", role: "owner" });
    expect(await findKey(db, key, ["api"])).not.toBeNull();
    await expect(revokeKey(await testContext(db), id)).rejects.toMatchObject({ code: "not_found" });
    await revokeKey(ctx, id);
    expect(await findKey(db, key, ["api"])).toBeNull();
    await expect(
      createKey(ctx, { kind: "api", name: "Again", role: "owner", value: key }),
    ).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("notes when it was last used", async ({ ctx, db }) => {
    const { id, key } = await createKey(ctx, { kind: "api", name: "Used", role: "owner" });
    await findKey(db, key, ["api"]);
    const row = (await listKeys(ctx)).find((one) => one.id === id);
    expect(row?.lastUsedAt).toBeInstanceOf(Date);
    expect(key.startsWith(row?.prefix ?? "?")).toBe(true);
  });
});
