import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { seeds } from "@/db/schema";
import type { Context } from "@/lib/context";
import { loadContacts } from "@/lib/enrolments/load/load-contacts";
import { loadLookFacts } from "@/lib/enrolments/load/load-look-facts";
import { loadPasses, pairKey } from "@/lib/enrolments/load/load-passes";
import type { Simulated } from "@/lib/enrolments/simulate";
import { AppError } from "@/lib/errors";
import type { EntryCase } from "@/lib/insights/why/cases";
import { getCustomer } from "@/lib/insights/why/load/find-customer";
import { readProgramme } from "@/lib/insights/why/load/read-programme";
import type { Whose } from "@/lib/insights/why/schema";
import { EVENTS_COUNTED_BEYOND } from "@/lib/insights/why/words/why-words";
import { listUnsettled } from "@/lib/pipeline/news/claim-news";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import { getProgrammeRow, type ProgrammeRow } from "@/lib/programmes/draft/get-programme";
import { getWorkspace } from "@/lib/workspaces/get-workspace";
import type { Workspace } from "@/lib/workspaces/schema";

/** A customer before a programme, with everything that the engine would ask. */
export interface WhyCase {
  row: ProgrammeRow;
  workspace: Workspace;
  entry: EntryCase;
  contactsFor: Simulated["contactsFor"];
  /** News of this customer waits to be applied. */
  awaitsNews: boolean;
}

/** Reads a customer and a programme as a look would, at one moment of the database. */
export async function loadCase(
  ctx: Context,
  { kind, slug }: { kind: ProgrammeKind; slug: string },
  whose: Whose,
  shownIn: string | undefined,
): Promise<WhyCase> {
  const row = await getProgrammeRow(ctx, kind, slug);
  if (row.target !== whose.entity) {
    const plural = { person: "people", organisation: "organisations" } as const;
    throw new AppError(
      "invalid",
      `“${row.name}” is for ${plural[row.target]}, not for ${plural[whose.entity]}.`,
    );
  }
  const customer = await getCustomer(ctx, whose.entity, whose.name);
  const workspace = await getWorkspace(ctx);
  const zone = workspace.timezone;
  const programme = await readProgramme(ctx, row);
  const latest = await loadPasses(ctx, [customer.id]);
  const key = pairKey(customer.id, row.id);
  const pass = latest.passes.get(key) ?? null;
  const pairs = [{ customer, programme, pass }];
  const facts = (
    await loadLookFacts(ctx, row.target, pairs, { zone, newsAtMost: EVENTS_COUNTED_BEYOND })
  ).get(customer.id);
  const version = pass?.status === "open" ? pass.version : programme.liveVersion;
  const definition = programme.definitions.get(version);
  if (!facts || !definition)
    throw new AppError("conflict", `“${row.name}” cannot be read yet: its draft is not whole.`);
  const contacts = await loadContacts(ctx, row.target, pairs, { zone });
  const entry: EntryCase = {
    status: row.status,
    programme,
    definition,
    customer,
    facts: { ...facts, attributes: customer.attributes },
    pass,
    watch: latest.watches.get(key) ?? { matched: false, dueAt: null },
    baselineAt: await baselineAt(ctx, row.id),
    zone,
    shownIn: shownIn ?? zone,
    now: ctx.now,
  };
  return {
    row,
    workspace,
    entry,
    contactsFor: (action) => contacts(customer, action),
    awaitsNews: await awaitsNews(ctx, customer.id),
  };
}

/** When a programme last went live for those only who begin to match from then on; null when it has since been opened to everybody. */
async function baselineAt(ctx: Context, programmeId: string): Promise<Date | null> {
  const [latest] = await ctx.db
    .select({ mode: seeds.mode, startedAt: seeds.startedAt })
    .from(seeds)
    .where(
      and(
        eq(seeds.workspaceId, ctx.workspaceId),
        eq(seeds.programmeId, programmeId),
        sql`${seeds.mode} <> 'resume'`,
      ),
    )
    .orderBy(desc(seeds.startedAt), desc(seeds.id))
    .limit(1);
  return latest?.mode === "from_now_on" ? latest.startedAt : null;
}

async function awaitsNews(ctx: Context, customerId: string): Promise<boolean> {
  if ((await listUnsettled(ctx, [customerId])).size > 0) return true;
  const { rows } = await ctx.db.execute(sql`
    select from customer_marks where workspace_id = ${ctx.workspaceId} and customer_id = ${customerId}`);
  return rows.length > 0;
}
