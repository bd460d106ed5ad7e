import { readdirSync, readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect } from "vitest";
import type { Db } from "@/db";
import type { Context } from "@/lib/context";
import { changeRole, removeColleague } from "@/lib/members/colleagues/change-role";
import { createKey } from "@/lib/workspaces/keys/create-key";
import { findKey } from "@/lib/workspaces/keys/find-key";
import { listKeys, listOpenKeysByMember } from "@/lib/workspaces/keys/list-keys";
import { it } from "@/tests/support/fixture";
import { testContext } from "../../support/database";
import { addColleague } from "../../support/members";

let db: Db;
let ctx: Context;
let olga: string;
let xaver: string;
let ordinal = 0;

it.beforeAll(({ database }) => {
  db = database.db;
});
beforeEach(async () => {
  const made = await testContext(db);
  const owner = (name: string) =>
    addColleague(db, made.workspaceId, { email: `${name}-${++ordinal}@acme.test`, name, role: "owner" });
  olga = await owner("Olga");
  xaver = await owner("Xaver");
  ctx = { ...made, actor: { kind: "member", id: olga } };
});

const by = (id: string): Context => ({ ...ctx, actor: { kind: "member", id } });
const withKey = (id: string): Context => ({ ...ctx, actor: { kind: "key", id } });
const make = (asked: Context, name: string) => createKey(asked, { kind: "api", name, role: "owner" });
const opens = async (key: string) => (await findKey(db, key, ["api", "write"])) !== null;

/** What the migration that brought makers does for keys from before. */
function backfill(): string {
  const folder = "db/migrations";
  return (
    readdirSync(folder)
      .filter((name) => name.endsWith(".sql"))
      .flatMap((name) => readFileSync(`${folder}/${name}`, "utf8").split("--> statement-breakpoint"))
      .find((statement) => statement.includes("UPDATE api_keys SET made_by")) ?? ""
  );
}

describe("whose a key is", () => {
  it("stands in the list: the member who made it, on a screen or with another key of theirs, or Trig itself", async () => {
    const first = await make(by(xaver), "Warehouse");
    await make(withKey(first.id), "Made by a program");
    await make({ ...ctx, actor: { kind: "system" } }, "From the environment");
    const listed = (await listKeys(ctx)).map(({ name, madeBy, madeWith }) => [name, madeBy?.name, madeWith]);
    expect(listed).toEqual([
      ["From the environment", undefined, null],
      ["Made by a program", "Xaver", "Warehouse"],
      ["Warehouse", "Xaver", null],
    ]);
  });

  it("is found for keys from before in the record of who changed what", async () => {
    const first = await make(by(xaver), "Old");
    const second = await make(withKey(first.id), "Older still");
    await db.execute(
      sql`update api_keys set made_by = '', made_with = null where workspace_id = ${ctx.workspaceId}`,
    );
    await db.execute(sql.raw(backfill()));
    const listed = await listKeys(ctx);
    expect(listed.map(({ madeBy }) => madeBy?.id)).toEqual([xaver, xaver]);
    expect(listed.find(({ id }) => id === second.id)?.madeWith).toBe("Old");
  });
});

describe("a member's keys go with their rights", () => {
  it("a removed owner's key stops at once and makes no more", async () => {
    const { id, key } = await make(by(xaver), "Warehouse");
    expect(await opens(key)).toBe(true);
    await removeColleague(ctx, xaver);
    expect(await opens(key)).toBe(false);
    await expect(make(withKey(id), "A way back in")).rejects.toMatchObject({ code: "forbidden" });
  });

  it("those that were made with a key of theirs go too, whatever their kind", async () => {
    const { id } = await make(by(xaver), "First");
    const second = await make(withKey(id), "Second");
    const third = await createKey(withKey(second.id), { kind: "write", name: "Third", role: "viewer" });
    await removeColleague(ctx, xaver);
    expect(await Promise.all([second.key, third.key].map(opens))).toEqual([false, false]);
  });

  it("who may do less than before loses theirs likewise, who may do more keeps them", async () => {
    const { key } = await make(by(xaver), "Warehouse");
    await changeRole(ctx, xaver, "editor");
    expect(await opens(key)).toBe(false);
    await changeRole(ctx, xaver, "owner");
    const again = await make(by(xaver), "Again");
    await changeRole(ctx, xaver, "owner");
    expect(await opens(again.key)).toBe(true);
  });

  it("those kept by name go on, and belong to whoever kept them", async () => {
    const kept = await createKey(by(xaver), { kind: "write", name: "Backend", role: "viewer" });
    const gone = await make(by(xaver), "Laptop");
    expect((await listOpenKeysByMember(ctx))[xaver]?.map(({ name }) => name)).toEqual(["Backend", "Laptop"]);
    await removeColleague(ctx, xaver, [kept.id]);
    expect([await opens(kept.key), await opens(gone.key)]).toEqual([true, false]);
    const listed = await listKeys(ctx);
    expect(listed.find(({ id }) => id === kept.id)).toMatchObject({
      madeBy: { name: "Xaver" },
      keptBy: { name: "Olga" },
      isOrphaned: false,
    });
    expect((await listOpenKeysByMember(ctx))[olga]?.map(({ name }) => name)).toEqual(["Backend"]);
  });

  it("a key that is made while its maker is being removed is refused, or revoked with the others", async () => {
    const [made] = await Promise.allSettled([make(by(xaver), "In a hurry"), removeColleague(ctx, xaver)]);
    if (made.status === "fulfilled") expect(await opens(made.value.key)).toBe(false);
    await expect(make(by(xaver), "Too late")).rejects.toThrow("Only an owner");
    expect((await listOpenKeysByMember(ctx))[xaver]).toBeUndefined();
  });

  it("a key of another workspace is neither kept nor revoked by a removal here", async () => {
    const theirs = await testContext(db);
    const elsewhere = await createKey(theirs, { kind: "api", name: "Elsewhere", role: "owner" });
    await db.execute(sql`update api_keys set made_by = ${xaver} where id = ${elsewhere.id}`);
    await removeColleague(ctx, xaver, [elsewhere.id]);
    expect((await listKeys(theirs))[0]).toMatchObject({ keptBy: null, revokedAt: null });
  });

  it("a key whose maker was removed before Trig knew makers is told apart in the list", async () => {
    const { id } = await make(by(xaver), "Left behind");
    await db.execute(sql`delete from workspace_members where member_id = ${xaver}`);
    expect((await listKeys(ctx)).find((one) => one.id === id)).toMatchObject({ isOrphaned: true });
  });
});
