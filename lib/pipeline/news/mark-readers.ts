import "server-only";
import { type OwnReads, type ReadProgramme, type Reads, readsAttribute } from "@/lib/audiences/reads";
import type { Context } from "@/lib/context";
import type { LookResult } from "@/lib/enrolments/look-request";
import type { Applied } from "@/lib/pipeline/news/apply-events";
import { differsIn } from "@/lib/pipeline/news/differs-in";
import { markAround } from "@/lib/profiles/mark-customers";
import type { Customer, Entity } from "@/lib/profiles/schema";
import type { LiveProgramme } from "@/lib/programmes/published/live-programmes";
import { programmeReads } from "@/lib/programmes/published/programme-reads";

/** What a transaction has changed. */
export interface Changed {
  programmes: readonly LiveProgramme[];
  result: LookResult;
  applied?: Applied;
  /** Organisations that the news described; nobody has looked at them yet. */
  described?: readonly Customer[];
}

/** A version of a programme, by whom it is about and what it reads. */
interface Reader {
  target: Entity;
  reads: Reads;
}

/** What changed about one customer. */
interface Change {
  customer: Customer;
  /** Their attributes when the rules looked last. */
  seen: Readonly<Record<string, unknown>>;
  /** The attributes that actions wrote. */
  written: readonly string[];
  /** The programmes that they entered or left. */
  moved: ReadonlySet<string>;
  /** What they did. */
  events: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Marks customers for another look: the same one where an action wrote what a programme reads, and the other side where programmes read
 * across. Says whether anybody was marked.
 */
export async function markReaders(ctx: Context, changed: Changed): Promise<boolean> {
  const { programmes, result, applied, described = [] } = changed;
  const readers = programmes.flatMap((programme) =>
    programmeReads(programme).map((reads): Reader => ({ target: programme.target, reads })),
  );
  const person = new Set<string>();
  const organisation = activeOrganisations(readers, applied);
  const organisationsOf = new Set(readers.some(({ reads }) => reads.people) ? applied?.regrouped.people : []);
  const peopleOf = new Set<string>();

  const moved = programmesMoved(changed);
  for (const customer of [...result.customers, ...described]) {
    const change = changeOf(customer, moved, applied);
    const isReadBy = (reads: (reader: Reader, change: Change) => boolean) =>
      readers.some((reader) => reads(reader, change));
    const own = customer.entity === "person" ? person : organisation;
    if (isReadBy(readsSame)) own.add(customer.id);
    if (customer.entity === "person" && isReadBy(readsPeople)) organisationsOf.add(customer.id);
    if (customer.entity === "organisation" && isReadBy(readsOrganisation)) peopleOf.add(customer.id);
  }
  const marks = { person, organisation, organisationsOf, peopleOf };
  if (Object.values(marks).every(({ size }) => size === 0)) return false;
  await markAround(ctx, marks, (id) => !applied || applied.live.has(id));
  return true;
}

function changeOf(customer: Customer, moved: ReadonlyMap<string, Set<string>>, applied?: Applied): Change {
  const { entity, id, before, looked, changes } = customer;
  return {
    customer,
    // The rules have not looked at organisations in this transaction: anything new about them is for another look.
    seen: entity === "organisation" && applied ? before : looked,
    // What actions wrote counts even where it came out as it was before: some rules have seen it in between.
    written: changes.filter(({ cause }) => cause.kind === "action").map(({ key }) => key),
    moved: moved.get(id) ?? NONE,
    events: applied?.eventNames.get(id) ?? NONE,
  };
}

/** Whether a programme about this customer reads what changed since it was looked at. */
function readsSame({ target, reads }: Reader, { customer, seen, written, moved }: Change): boolean {
  if (target !== customer.entity) return false;
  if (written.some((key) => readsAttribute(reads.attributes, key))) return true;
  return differsIn(reads.attributes, seen, customer.attributes) || readsProgramme(reads, moved);
}

/** Whether a programme about organisations reads what changed about this person. */
function readsPeople({ target, reads: { people } }: Reader, change: Change): boolean {
  if (target !== "organisation" || !people) return false;
  const { customer, events, moved } = change;
  if (differsIn(people.attributes, customer.before, customer.attributes)) return true;
  return people.events.some((name) => events.has(name)) || readsProgramme(people, moved);
}

/** Whether a programme about people reads what changed about this organisation of theirs. */
function readsOrganisation({ target, reads }: Reader, { customer }: Change): boolean {
  return target === "person" && differsIn(reads.organisationAttributes, customer.before, customer.attributes);
}

function readsProgramme({ memberships }: OwnReads, moved: ReadonlySet<string>): boolean {
  return moved.size > 0 && memberships.some((programme) => moved.has(nameOf(programme)));
}

/** Customer id -> the programmes they entered or left. */
function programmesMoved({ programmes, result }: Changed): ReadonlyMap<string, Set<string>> {
  const names = new Map(programmes.map((programme) => [programme.id, nameOf(programme)]));
  const moved = new Map<string, Set<string>>();
  for (const { customerId, programmeId } of [...result.entered, ...result.ended]) {
    const name = names.get(programmeId);
    if (name) moved.set(customerId, (moved.get(customerId) ?? new Set()).add(name));
  }
  return moved;
}

const nameOf = ({ kind, slug }: ReadProgramme) => `${kind}:${slug}`;

/** Organisations for which an event counted that a programme about organisations reads, or whose people changed. */
function activeOrganisations(readers: readonly Reader[], applied: Applied | undefined): Set<string> {
  const about = readers.filter(({ target }) => target === "organisation");
  if (!applied || about.length === 0) return new Set();
  const active = new Set(applied.regrouped.organisations);
  for (const [id, names] of applied.eventNames) {
    const isRead = () => about.some(({ reads }) => reads.events.some((name) => names.has(name)));
    if (id.startsWith("org_") && isRead()) active.add(id);
  }
  return active;
}
