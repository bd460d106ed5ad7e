import { databaseOptions, getDatabase } from "@/db";
import { migrate } from "@/db/migrate";
import type { Context } from "@/lib/context";
import { systemContext } from "@/lib/edge/system";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { pickUp } from "@/lib/pipeline/pick-up";
import { businessNow, ensureInstance } from "@/lib/workspaces/clock";
import { createKey } from "@/lib/workspaces/create-key";
import { createWorkspace } from "@/lib/workspaces/create-workspace";
import { findKey } from "@/lib/workspaces/find-key";
import { listWorkspaces } from "@/lib/workspaces/list-workspaces";
import type { InstanceMode, KeyKind } from "@/lib/workspaces/schema";
import { relaySoon } from "./announcements";
import { reasonOf } from "./as-step";
import { DEMO_OFFSET_MS, playDemo } from "./play-demo";
import { isAlone, startEngine } from "./start-engine";

const first: { [Mode in InstanceMode]: { slug: string; name: string } } = {
  live: { slug: "main", name: "My workspace" },
  demo: { slug: "demo", name: "TeamFlow" },
  test: { slug: "test", name: "Test" },
};

/** Makes a fresh process ready: database, migrations, first workspace, keys named by the environment, engine, and in a demo its story. */
async function start(): Promise<void> {
  const db = await getDatabase();
  await migrate(databaseOptions());
  const { TRIG_INSTANCE, DATABASE_URL, TRIG_API_KEY, TRIG_WRITE_KEY } = env();
  const wanted = TRIG_INSTANCE ?? (DATABASE_URL ? "live" : "demo");
  const { mode } = await ensureInstance(db, wanted, wanted === "demo" ? DEMO_OFFSET_MS : 0);
  if (TRIG_INSTANCE && TRIG_INSTANCE !== mode) {
    throw new AppError(
      "conflict",
      `This database holds a ${mode} instance; TRIG_INSTANCE says ${TRIG_INSTANCE}. Give it a database of its own.`,
    );
  }
  const now = await businessNow(db);
  const workspace = (await listWorkspaces(db))[0] ?? (await createWorkspace(db, first[mode], now));
  const ctx: Context = { db, workspaceId: workspace.id, actor: { kind: "system" }, now };
  await registerKey(ctx, "api", TRIG_API_KEY);
  await registerKey(ctx, "write", TRIG_WRITE_KEY);
  for (const { id } of await listWorkspaces(db)) await pickUp(await systemContext(id), isAlone());
  await startEngine();
  relaySoon();
  if (mode === "demo")
    playDemo(workspace.id).catch((error) =>
      console.error("The demo's story could not be played to its end:", reasonOf(error)),
    );
}

/** What the server process calls: a start that fails ends it with one sentence, or every request would be answered with an error. */
export async function startOrExit(): Promise<void> {
  try {
    await start();
  } catch (error) {
    console.error(error instanceof AppError ? error.message : error);
    process.exit(1);
  }
}

async function registerKey(ctx: Context, kind: KeyKind, value: string | undefined): Promise<void> {
  if (!value || (await findKey(ctx.db, value, [kind]))) return;
  await createKey(ctx, { kind, name: "From the environment", value });
}
