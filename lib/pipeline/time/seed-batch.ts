import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { look } from "@/lib/enrolments/look";
import { findSeed, lockSeed, type Seed } from "@/lib/lifecycle/seeds/find-seed";
import { moveSeed } from "@/lib/lifecycle/seeds/move-seed";
import { passOver } from "@/lib/lifecycle/seeds/pass-over";
import { decide } from "@/lib/pipeline/decide";
import { applyNewsOf } from "@/lib/pipeline/news/apply-news";
import { listUnsettled } from "@/lib/pipeline/news/claim-news";
import { finishNews } from "@/lib/pipeline/news/finish-news";
import { prepare } from "@/lib/pipeline/prepare";
import { quarantineCustomer, refusalOf } from "@/lib/pipeline/quarantine";
import { busyCustomers, noteBusy } from "@/lib/profiles/busy-customers";
import { LockedOut, lockCustomers } from "@/lib/profiles/lock-customers";
import { markCustomers } from "@/lib/profiles/mark-customers";

const BATCH = 500;
/** Whoever is found locked is left out of the next try. */
const TRIES = 4;

/**
 * Walks one batch further over all customers after a go-live or resume: lets in who matches, or only takes note of them. Goes on from where
 * it stood, however often it was interrupted, past whoever cannot be looked at; whoever is kept locked by somebody else is marked for a
 * look later on. Says whether there is more to do.
 */
export async function seedBatch(
  ctx: Context,
  seedId: string,
  limit = BATCH,
  tries = TRIES,
): Promise<boolean> {
  // News before time: the walk plays what is due in open passes.
  const ahead = await findSeed(ctx, seedId);
  if (ahead) await applyNewsOf(ctx, await nextCustomers(ctx, ahead, limit));
  const walked: Walked = { seed: null, ids: [], busy: await busyCustomers(ctx) };
  try {
    return await walk(ctx, seedId, limit, walked);
  } catch (error) {
    if (error instanceof LockedOut && tries > 1) {
      await noteBusy(ctx, error.ids);
      return seedBatch(ctx, seedId, limit, tries - 1);
    }
    const refusal = refusalOf(error);
    const { seed, ids } = walked;
    const [only] = ids;
    if (refusal === null || !seed || only === undefined) throw error;
    // Smaller and smaller batches find the one who cannot be looked at.
    if (ids.length > 1) return seedBatch(ctx, seedId, Math.ceil(ids.length / 4));
    await quarantineCustomer(ctx, seed.target, only, { refusal, mayEnter: seed.mode !== "from_now_on" });
    await passOver(ctx, seedId, only);
    return true;
  }
}

/** How far a batch has come, for when it fails. */
interface Walked {
  seed: Seed | null;
  ids: readonly string[];
  busy: ReadonlySet<string>;
}

function walk(ctx: Context, seedId: string, limit: number, walked: Walked): Promise<boolean> {
  return decide(ctx, async (tx) => {
    const seed = await lockSeed(tx, seedId);
    if (!seed) return false;
    const { programmes, zone, window, entriesLeft } = await prepare(tx);
    const programme = programmes.find(({ id }) => id === seed.programme_id);
    // While the programme stands still, so does the walk: the sweep takes it up after the resume.
    if (programme?.status === "paused") return false;
    const ids = programme ? await nextCustomers(tx, seed, limit) : [];
    Object.assign(walked, { seed, ids });
    const locked = ids.filter((id) => walked.busy.has(id));
    const free = locked.length > 0 ? ids.filter((id) => !walked.busy.has(id)) : ids;
    const customers = await lockCustomers(tx, seed.target, free);
    // Marks come after the customers' locks, as everywhere.
    await markCustomers(tx, seed.target, locked, seed.mode !== "from_now_on");
    const before = entriesLeft.get(seed.programme_id);
    const result = await look(tx, {
      entity: seed.target,
      customers,
      programmes,
      wokenBy: "seed",
      zone,
      window,
      isAffected: (_, one) => one.id === seed.programme_id,
      listUnsettled,
      seed: { programmeId: seed.programme_id, mode: seed.mode },
      entriesLeft,
    });
    await finishNews(tx, { programmes, result });
    const full = before !== undefined && result.entriesLeft.get(seed.programme_id) === 0;
    const more = ids.length === limit && !(full && seed.mode === "first");
    await moveSeed(tx, seedId, {
      cursor: ids.at(-1) ?? seed.cursor,
      looked: ids.length,
      entered: result.entered.length,
      isFinished: !more,
    });
    return more;
  });
}

async function nextCustomers(ctx: Context, seed: Seed, limit: number): Promise<string[]> {
  const table = sql.identifier(seed.target === "person" ? "people" : "organisations");
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    select id from ${table} where workspace_id = ${ctx.workspaceId} and id > ${seed.cursor} and merged_into is null
    order by id limit ${limit}`);
  return rows.map(({ id }) => id);
}
