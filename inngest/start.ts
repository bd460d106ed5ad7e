import { type Db, databaseOptions, getDatabase } from "@/db";
import { lastWordsOf } from "@/db/embedded/last-words";
import { migrate } from "@/db/migrate";
import { type Place, whyNotStarted } from "@/db/why-not-started";
import type { Context } from "@/lib/context";
import { registerEnvironmentKeys } from "@/lib/edge/environment-keys";
import { reachAdvice, reachProblem } from "@/lib/edge/reach";
import { systemContext } from "@/lib/edge/system";
import { env, serverlessHost } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { hasOwner } from "@/lib/members/find-member";
import { setUpToken } from "@/lib/members/set-up";
import { takeOverAnnouncements } from "@/lib/outbox/relay";
import { pickUp } from "@/lib/pipeline/time/pick-up";
import { secretKey } from "@/lib/secret-key";
import { businessNow, ensureInstance } from "@/lib/workspaces/clock/clock";
import { reEncryptSecrets } from "@/lib/workspaces/connections/re-encrypt-secrets";
import { createWorkspace } from "@/lib/workspaces/create-workspace";
import { listWorkspaces } from "@/lib/workspaces/list-workspaces";
import type { InstanceMode } from "@/lib/workspaces/schema";
import { relaySoon } from "./announcements";
import { reasonOf } from "./as-step";
import { DEMO_OFFSET_MS, playDemo } from "./play-demo";
import { startEngine } from "./start-engine";

const first: { [Mode in InstanceMode]: { slug: string; name: string } } = {
  live: { slug: "main", name: "My workspace" },
  demo: { slug: "demo", name: "TeamFlow" },
  test: { slug: "test", name: "Test" },
};

/** Makes a fresh process ready: database, migrations, first workspace, keys named by the environment, engine, and in a demo its story. */
async function start(): Promise<void> {
  const db = await getDatabase();
  // Before anything is served: without a key nobody could sign in.
  secretKey();
  await migrate(databaseOptions());
  const { TRIG_INSTANCE, DATABASE_URL } = env();
  const wanted = TRIG_INSTANCE ?? (DATABASE_URL ? "live" : "demo");
  const { mode } = await ensureInstance(db, wanted, wanted === "demo" ? DEMO_OFFSET_MS : 0);
  if (TRIG_INSTANCE === "demo" && mode === "live") {
    console.warn(
      "This instance was started for real, so TRIG_INSTANCE=demo does nothing any more: remove it.",
    );
  } else if (TRIG_INSTANCE && TRIG_INSTANCE !== mode) {
    throw new AppError(
      "conflict",
      `This database holds a ${mode} instance; TRIG_INSTANCE says ${TRIG_INSTANCE}. Give it a database of its own.`,
    );
  }
  checkReach(mode);
  const now = await businessNow(db);
  const workspace = (await listWorkspaces(db))[0] ?? (await createWorkspace(db, first[mode], now));
  const ctx: Context = { db, workspaceId: workspace.id, actor: { kind: "system" }, now };
  await registerEnvironmentKeys(ctx);
  const { closed } = await reEncryptSecrets(db);
  if (closed > 0)
    console.warn(
      `Stored secrets that this TRIG_SECRET_KEY does not open: ${closed}. Health names their connections.`,
    );
  for (const { id } of await listWorkspaces(db)) await pickUp(await systemContext(id), !DATABASE_URL);
  if (!DATABASE_URL) await takeOverAnnouncements(db);
  await startEngine();
  relaySoon();
  if (mode !== "test" && !(await hasOwner(db))) await tellSetUpToken(db, mode);
  if (mode === "demo")
    playDemo(workspace.id).catch((error) =>
      console.error("The demo's story could not be played to its end:", reasonOf(error)),
    );
}

/** Only who can read this process's output may become the owner. */
async function tellSetUpToken(db: Db, mode: InstanceMode): Promise<void> {
  const why = mode === "demo" ? "To start for real" : "Nobody owns this Trig yet. To set it up";
  console.log(`${why}, open /set-up and give the set-up token ${await setUpToken(db)}`);
}

function checkReach(mode: InstanceMode): void {
  const { TRIG_HOST: host, TRIG_URL: url, TRIG_TRUSTED_PROXIES: proxies } = env();
  const reach = { mode, host, url, proxies, isServerless: serverlessHost() !== undefined };
  const problem = reachProblem(reach);
  if (problem) throw new AppError("forbidden", problem);
  const advice = reachAdvice(reach);
  if (advice) console.warn(advice);
}

/** What the server process calls: a start that fails ends it with one sentence, or every request would be answered with an error. */
export async function startOrExit(): Promise<void> {
  try {
    await start();
  } catch (error) {
    console.error(whyNotStarted(error, placeOf(process.env)) ?? error);
    process.exit(1);
  }
}

// Not by env(): that it refuses a variable may be the very reason.
function placeOf({ TRIG_DATA_DIR, DATABASE_URL }: NodeJS.ProcessEnv): Place {
  const dataDir = TRIG_DATA_DIR || ".data";
  if (DATABASE_URL)
    return {
      dataDir,
      databaseHost: URL.canParse(DATABASE_URL) ? new URL(DATABASE_URL).host : "DATABASE_URL",
    };
  return { dataDir, databaseWords: lastWordsOf(dataDir) };
}
