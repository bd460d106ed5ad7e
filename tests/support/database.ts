import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { inject } from "vitest";
import { connect, type Db } from "@/db/connect";
import { embeddedUrl } from "@/db/embedded/folder";
import { workspaces } from "@/db/schema";
import type { Context } from "@/lib/context";
import { newId } from "@/lib/ids";

/** A database of its own, migrated and empty; a few milliseconds each. */
export const freshDatabase = () => ownDatabase("template_trig");

/** A database of its own without any table. */
export const bareDatabase = () => ownDatabase("template0");

async function ownDatabase(template: string): Promise<{ db: Db; url: string; close(): Promise<void> }> {
  const dataDir = inject("testDataDir");
  const name = `test_${randomBytes(8).toString("hex")}`;
  await asAdmin(dataDir, (db) =>
    db.execute(
      sql`create database ${sql.identifier(name)} template ${sql.identifier(template)} strategy file_copy`,
    ),
  );
  const url = embeddedUrl(dataDir, name);
  const { db, close } = connect({ url, plans: "each" });
  const drop = async () => {
    await close();
    await asAdmin(dataDir, (admin) => admin.execute(sql`drop database ${sql.identifier(name)} with (force)`));
  };
  return { db, url, close: drop };
}

/** A workspace of its own, seen by Trig itself at the given moment. */
export async function testContext(
  db: Db,
  options: { now?: Date; workspaceId?: string } = {},
): Promise<Context> {
  const now = options.now ?? new Date("2026-03-02T09:00:00Z");
  const workspaceId = options.workspaceId ?? newId("wsp");
  await db
    .insert(workspaces)
    .values({ id: workspaceId, slug: workspaceId.replace("_", "-"), name: "Acme", createdAt: now });
  return { db, workspaceId, actor: { kind: "system" }, now };
}

async function asAdmin(dataDir: string, work: (db: Db) => Promise<unknown>): Promise<void> {
  const { db, close } = connect({ url: embeddedUrl(dataDir, "postgres"), max: 1 });
  await work(db);
  await close();
}
