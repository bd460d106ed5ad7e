import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { programmeVersions, seeds } from "@/db/schema";
import { type Context, within } from "@/lib/context";
import { predictOutcomes } from "@/lib/deliveries/check/predict-outcomes";
import { loadContacts } from "@/lib/enrolments/load/load-contacts";
import { loadLookFacts } from "@/lib/enrolments/load/load-look-facts";
import { loadPasses, pairKey } from "@/lib/enrolments/load/load-passes";
import { AppError } from "@/lib/errors";
import { customerOf, customersById } from "@/lib/insights/customers/customers";
import { actionAnswers } from "@/lib/insights/why/action-answers";
import { type EntryCase, entryAhead, entryVerdict } from "@/lib/insights/why/entry-verdict";
import { getCustomer } from "@/lib/insights/why/find-customer";
import { messagesAhead } from "@/lib/insights/why/messages-ahead";
import { movesAhead } from "@/lib/insights/why/moves-ahead";
import { fatesUntilEnd, onItsWay } from "@/lib/insights/why/on-its-way";
import { passStories } from "@/lib/insights/why/pass-stories";
import { blockerInWords, goalOfPass, questionsOf } from "@/lib/insights/why/questions";
import type { Standing, Why, WhyPass } from "@/lib/insights/why/schema";
import { standingInWords, whySentence } from "@/lib/insights/why/why-sentence";
import { EVENTS_COUNTED_BEYOND } from "@/lib/insights/why/why-words";
import { listUnsettled } from "@/lib/pipeline/news/claim-news";
import type { Customer, Entity } from "@/lib/profiles/schema";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { getProgrammeRow, type ProgrammeRow } from "@/lib/programmes/draft/get-programme";
import { parseDefinition } from "@/lib/programmes/draft/parse-definition";
import { actionsOf } from "@/lib/programmes/flow";
import { type LiveProgramme, loadLiveProgrammes } from "@/lib/programmes/published/live-programmes";
import type { Definition } from "@/lib/programmes/schema";
import { getWorkspace } from "@/lib/workspaces/get-workspace";

/** Whose "why" is asked: a person by id, user ID or email, an organisation by id or group ID. */
export interface Whose {
  entity: Entity;
  name: string;
}

/**
 * Why a customer did or did not get into a programme, and what came of it. Every verdict is the engine's own, asked of the same facts at
 * one moment of the database; nothing is changed. Moments are told in a zone, if one is named, else in the workspace's.
 */
export async function why(
  ctx: Context,
  kind: ProgrammeKind,
  slug: string,
  whose: Whose,
  shownIn?: string,
): Promise<Why> {
  return ctx.db.transaction((db) => answer(within(ctx, db), kind, slug, whose, shownIn), {
    isolationLevel: "repeatable read",
    accessMode: "read only",
  });
}

async function answer(
  ctx: Context,
  kind: ProgrammeKind,
  slug: string,
  whose: Whose,
  inZone?: string,
): Promise<Why> {
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
  const shownIn = inZone ?? zone;
  const programme = await programmeOf(ctx, row);
  const latest = await loadPasses(ctx, [customer.id]);
  const key = pairKey(customer.id, row.id);
  const pass = latest.passes.get(key) ?? null;
  const pairs = [{ customer, programme, pass }];
  const known = (
    await loadLookFacts(ctx, row.target, pairs, { zone, newsAtMost: EVENTS_COUNTED_BEYOND })
  ).get(customer.id);
  const version = pass?.status === "open" ? pass.version : programme.liveVersion;
  const definition = programme.definitions.get(version);
  if (!known || !definition)
    throw new AppError("conflict", `“${row.name}” cannot be read yet: its draft is not whole.`);
  const facts = { ...known, attributes: customer.attributes };
  const entry: EntryCase = {
    status: row.status,
    programme,
    definition,
    customer,
    facts,
    pass,
    watch: latest.watches.get(key) ?? { matched: false, dueAt: null },
    baselineAt: await baselineAt(ctx, row.id),
    zone,
    shownIn,
    now: ctx.now,
  };
  const verdict = entryVerdict(entry);
  const questions = questionsOf(entry);
  const told = await passStories(ctx, row.id, customer.id, shownIn);
  const fates = await predictOutcomes(ctx, told.sends, workspace);
  const contacts = await loadContacts(ctx, row.target, pairs, { zone });
  const nearMiss = entryAhead(entry);
  const isInside = pass?.status === "open";
  const entersAt = verdict.mayEnter ? ctx.now : (nearMiss?.at ?? null);
  const ahead =
    isInside || entersAt
      ? movesAhead({
          customer,
          facts,
          // Whatever walk is under way has come to the customer by then, and lets them in.
          programme: { ...programme, openSeed: null },
          pass,
          onItsWay: isInside ? onItsWay(told.sends, fates, ctx.now) : null,
          now: isInside || !entersAt ? ctx.now : entersAt,
          contactsFor: (action) => contacts(customer, action),
          zone,
          window: workspace.settings.sendingWindow ?? null,
        })
      : [];
  const named = await nameOf(ctx, customer);
  const entered = told.definition ?? definition;
  const messages = await messagesAhead(ctx, customer, {
    workspace,
    programme: row,
    actions: actionsOf(entered).map(({ action }) => action),
    window: entered.sendingWindow,
  });
  const stands = standingOf(pass);
  const blocker = blockerInWords(questions);
  const answer: Omit<Why, "sentence"> = {
    job: { kind, slug, name: row.name, status: row.status, version: row.liveVersion },
    customer: named,
    standing: stands,
    mayEnter: verdict.mayEnter,
    blockedBy: verdict.blockedBy,
    blocker,
    questions,
    nearMiss,
    goal: goalOfPass(entry),
    awaitsNews: await awaitsNews(ctx, customer.id),
    passes: told.passes,
    ahead,
    actions: actionAnswers({
      who: named.shortName,
      job: row,
      standing: stands,
      blocker,
      live: programme.definitions.get(programme.liveVersion) ?? null,
      definition: entered,
      version: pass?.version ?? null,
      passedSteps: passedSteps(told.passes[0]),
      sends: told.sends,
      fates: isInside ? fatesUntilEnd(told.sends, fates, ahead) : fates,
      ahead,
      messages,
      entersAt: isInside ? null : entersAt,
      zone: shownIn,
    }),
  };
  return { sentence: whySentence(answer, shownIn), ...answer };
}

function standingOf(pass: EntryCase["pass"]): Standing {
  const standing = {
    now: pass ? (pass.status === "open" ? ("inside" as const) : pass.status) : ("never_entered" as const),
    stepId: pass?.stepId ?? null,
    enteredAt: pass?.enteredAt ?? null,
    endedAt: pass?.endedAt ?? null,
    reason: pass?.reason ?? null,
    goalMetLateAt: pass?.goalMetLateAt ?? null,
  };
  return { ...standing, words: standingInWords(standing) };
}

/** The programme as a look would see it; one that does not run is read as if it did, so that everything can be asked of it all the same. */
async function programmeOf(ctx: Context, row: ProgrammeRow): Promise<LiveProgramme> {
  const live = (await loadLiveProgrammes(ctx)).find(({ id }) => id === row.id);
  if (live) return live;
  const definition = await definitionOf(ctx, row);
  const liveVersion = row.liveVersion ?? 0;
  return {
    ...row,
    status: "paused",
    liveVersion,
    definitions: new Map(definition ? [[liveVersion, definition]] : []),
    pauses: [],
    openSeed: null,
  };
}

async function definitionOf(ctx: Context, row: ProgrammeRow): Promise<Definition | null> {
  if (row.liveVersion === null) return parseDefinition(row.draft, row.kind).readable;
  const [version] = await ctx.db
    .select({ definition: programmeVersions.definition })
    .from(programmeVersions)
    .where(
      and(
        eq(programmeVersions.workspaceId, ctx.workspaceId),
        eq(programmeVersions.programmeId, row.id),
        eq(programmeVersions.version, row.liveVersion),
      ),
    );
  return version ? definitionSchema.parse(version.definition) : null;
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

function passedSteps(pass: WhyPass | undefined): ReadonlySet<string> {
  return new Set(pass?.story.flatMap((one) => (one.kind === "move" && one.stepId ? [one.stepId] : [])));
}

async function nameOf(ctx: Context, { entity, id }: Customer) {
  const row = { entity, customerId: id };
  return customerOf(await customersById(ctx, [row]), row);
}

async function awaitsNews(ctx: Context, customerId: string): Promise<boolean> {
  if ((await listUnsettled(ctx, [customerId])).size > 0) return true;
  const { rows } = await ctx.db.execute(sql`
    select from customer_marks where workspace_id = ${ctx.workspaceId} and customer_id = ${customerId}`);
  return rows.length > 0;
}
