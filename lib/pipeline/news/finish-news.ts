import "server-only";
import { sql } from "drizzle-orm";
import { readsAttribute } from "@/lib/audiences/reads";
import type { Context } from "@/lib/context";
import { skipUnsent } from "@/lib/deliveries/lifecycle/skip-unsent";
import type { LookResult } from "@/lib/enrolments/look-request";
import type { Pass } from "@/lib/enrolments/pass";
import { type Announcement, announce, deliveriesDue } from "@/lib/outbox/announce";
import { definitionsOf, differsIn, intersects, readsStanding } from "@/lib/pipeline/news/affected";
import type { Applied } from "@/lib/pipeline/news/apply-events";
import { markAround } from "@/lib/profiles/mark-customers";
import type { Customer } from "@/lib/profiles/schema";
import { writeCustomers } from "@/lib/profiles/write-customers";
import type { LiveProgramme } from "@/lib/programmes/published/live-programmes";
import { programmeReads } from "@/lib/programmes/published/programme-reads";

export interface FinishedNews {
  programmes: readonly LiveProgramme[];
  result: LookResult;
  applied?: Applied;
  /** Organisations that the news described; nobody has looked at them yet. */
  described?: readonly Customer[];
  /** Enrolments ended by something other than the look. */
  alsoEnded?: readonly string[];
}

/** Ends a batch: writes what changed on customers, asks for another look where that can matter, and announces what the engine has to know. */
export async function finishNews(ctx: Context, finished: FinishedNews): Promise<void> {
  const { result, described = [], alsoEnded = [] } = finished;
  await writeCustomers(ctx, [...result.customers, ...described]);
  await takeEntries(ctx, finished);
  const marked = await markReaders(ctx, finished);

  const idsOf = (isMeant: (pass: Pass) => boolean) => result.ended.filter(isMeant).map(({ id }) => id);
  const completed = idsOf(({ status }) => status === "completed");
  const exited = idsOf(({ status }) => status === "exited");
  await skipUnsent(ctx, { enrolmentIds: completed }, "goal_met");
  await skipUnsent(ctx, { enrolmentIds: exited }, "enrolment_ended");

  const { workspaceId } = ctx;
  const ended = [...result.ended.map(({ id }) => id), ...alsoEnded];
  await announce(ctx, [
    ...[...result.entered, ...result.revived].flatMap((pass): Announcement[] =>
      pass.status === "open" && pass.wakeAt
        ? [
            {
              name: "trig/enrolment.entered",
              data: {
                workspaceId,
                enrolmentId: pass.id,
                step: pass.stepId ?? "deadline",
                at: pass.wakeAt.toISOString(),
                from: ctx.now.toISOString(),
              },
            },
          ]
        : [],
    ),
    ...ended.map(
      (enrolmentId): Announcement => ({ name: "trig/enrolment.ended", data: { workspaceId, enrolmentId } }),
    ),
    ...[...result.channels].map((channel) => deliveriesDue(workspaceId, channel)),
    ...(marked ? [{ name: "trig/news", data: { workspaceId } } as const] : []),
  ]);
}

async function takeEntries(ctx: Context, { programmes, result }: FinishedNews): Promise<void> {
  for (const { id, entriesLeft: before } of programmes) {
    const left = result.entriesLeft.get(id);
    if (before === null || left === undefined || left === before) continue;
    await ctx.db.execute(sql`
      update programmes set entries_left = ${left} where workspace_id = ${ctx.workspaceId} and id = ${id}`);
  }
}

/** Marks customers for another look: the same one where an action wrote what a programme reads, and the other side where programmes read across. */
async function markReaders(
  ctx: Context,
  { programmes, result, applied, described = [] }: FinishedNews,
): Promise<boolean> {
  const readers = programmes.map((programme) => ({
    programme,
    reads: definitionsOf(programme).map(programmeReads),
  }));
  const moved = new Map<string, Set<string>>();
  for (const pass of [...result.entered, ...result.ended]) {
    const programme = programmes.find(({ id }) => id === pass.programmeId);
    if (programme)
      moved.set(
        pass.customerId,
        (moved.get(pass.customerId) ?? new Set()).add(`${programme.kind}:${programme.slug}`),
      );
  }
  const again = { person: new Set<string>(), organisation: new Set<string>() };
  const across = { ofPeople: new Set<string>(applied?.regrouped.people), ofOrganisations: new Set<string>() };
  if (!readers.some(({ reads }) => reads.some(({ people }) => people))) across.ofPeople.clear();

  for (const customer of [...result.customers, ...described]) {
    const standing = moved.get(customer.id);
    // The rules have not looked at organisations in this transaction: anything new about them is for another look.
    const since = customer.entity === "organisation" && applied ? customer.before : customer.looked;
    // What actions wrote counts even where it came out as it was before: some rules have seen it in between.
    const acted = customer.changes.filter(({ cause }) => cause.kind === "action").map(({ key }) => key);
    for (const { programme, reads } of readers) {
      for (const one of reads) {
        if (programme.target === customer.entity) {
          const changed =
            acted.some((key) => readsAttribute(one.attributes, key)) ||
            differsIn(one.attributes, since, customer.attributes);
          if (changed || (standing && readsStanding(one.memberships, standing)))
            again[customer.entity].add(customer.id);
        } else if (customer.entity === "person" && one.people) {
          const names = applied?.eventNames.get(customer.id);
          const changed = differsIn(one.people.attributes, customer.before, customer.attributes);
          const did = names !== undefined && intersects(one.people.events, names);
          if (changed || did || (standing && readsStanding(one.people.memberships, standing)))
            across.ofPeople.add(customer.id);
        } else if (
          customer.entity === "organisation" &&
          differsIn(one.organisationAttributes, customer.before, customer.attributes)
        ) {
          across.ofOrganisations.add(customer.id);
        }
      }
    }
  }
  markActiveOrganisations(readers, applied, again.organisation);
  const { ofPeople, ofOrganisations } = across;
  if (again.person.size + again.organisation.size + ofPeople.size + ofOrganisations.size === 0) return false;
  const mayEnter = (id: string) => !applied || applied.live.has(id);
  await markAround(ctx, { ...again, organisationsOf: ofPeople, peopleOf: ofOrganisations }, mayEnter);
  return true;
}

type Readers = readonly { programme: LiveProgramme; reads: ReturnType<typeof programmeReads>[] }[];

/** Organisations for which an event counted that a programme about organisations reads, or whose people changed. */
function markActiveOrganisations(readers: Readers, applied: Applied | undefined, marked: Set<string>): void {
  if (!applied) return;
  const about = readers
    .filter(({ programme }) => programme.target === "organisation")
    .flatMap(({ reads }) => reads);
  if (about.length === 0) return;
  for (const [customerId, names] of applied.eventNames) {
    if (customerId.startsWith("org_") && about.some(({ events }) => intersects(events, names)))
      marked.add(customerId);
  }
  for (const id of applied.regrouped.organisations) marked.add(id);
}
