import "server-only";
import { and, desc, type SQL } from "drizzle-orm";
import { organisations, people } from "@/db/schema";
import type { CustomerMessage } from "@/lib/actions/kinds/entry";
import { placeholderValues } from "@/lib/actions/placeholders";
import { renderMessage } from "@/lib/actions/render-message";
import type { Context } from "@/lib/context";
import { readerZone } from "@/lib/deliveries/check/reader-zone";
import { loadContacts } from "@/lib/enrolments/load/load-contacts";
import { loadLookFacts } from "@/lib/enrolments/load/load-look-facts";
import { customerOf, customersById } from "@/lib/insights/customers/customers";
import { firstMessage } from "@/lib/insights/go-live/first-message";
import { reachable } from "@/lib/insights/go-live/reach";
import type { Letter } from "@/lib/insights/go-live/schema";
import { findCustomer } from "@/lib/insights/why/load/find-customer";
import type { AttributeTypes } from "@/lib/profiles/attributes/attribute-types";
import { loadTypes } from "@/lib/profiles/attributes/load-types";
import type { Customer } from "@/lib/profiles/schema";
import { messagesOf } from "@/lib/programmes/flow";
import { runningAs } from "@/lib/programmes/published/running-as";
import type { Definition } from "@/lib/programmes/schema";
import type { Workspace } from "@/lib/workspaces/schema";

const LETTERS = 3;

/**
 * The first message of a job as three of the customers who would enter now would get it if they did nothing: those who were active last and
 * can be written to.
 */
export async function writeLetters(
  ctx: Context,
  programmeId: string,
  definition: Definition,
  { where, workspace }: { where: SQL | undefined; workspace: Workspace },
): Promise<Letter[]> {
  if (messagesOf(definition).length === 0) return [];
  const { target: entity } = definition;
  const customers = await readSome(ctx, entity, where);
  const programme = runningAs({ id: programmeId, slug: "" }, definition);
  const pairs = customers.map((customer) => ({ customer, programme, pass: null }));
  const zone = workspace.timezone;
  const types = await loadTypes(ctx);
  const facts = await loadLookFacts(ctx, entity, pairs, { zone, types });
  const contactsOf = await loadContacts(ctx, entity, pairs, { zone, types });
  const refs = customers.map(({ id }) => ({ entity, customerId: id }));
  const names = await customersById(ctx, refs);
  const letters: Letter[] = [];
  for (const customer of customers) {
    const known = facts.get(customer.id);
    const first =
      known &&
      firstMessage({
        customer,
        facts: known,
        programme,
        contactsFor: (action) => contactsOf(customer, action),
        zone,
        window: workspace.settings.sendingWindow ?? null,
        now: ctx.now,
      });
    const contact = first && contactsOf(customer, first.message).find((one) => one.email && !one.suppressed);
    const reader = contact && (await findCustomer(ctx, "person", contact.personId));
    if (!first || !contact?.email || !reader) continue;
    const place = { customer, reader, types, definition, workspace, leavesAt: first.leavesAt };
    const letter = await write(ctx, first.message, place);
    if (letter)
      letters.push({
        ...letter,
        to: contact.email,
        customer: customerOf(names, { entity, customerId: customer.id }),
      });
  }
  return letters;
}

async function readSome(
  ctx: Context,
  entity: Definition["target"],
  where: SQL | undefined,
): Promise<Customer[]> {
  const table = entity === "person" ? people : organisations;
  const rows = await ctx.db
    .select({ id: table.id })
    .from(table)
    .where(and(where, reachable[entity].mayBeWrittenTo))
    .orderBy(desc(table.lastSeenAt), desc(table.id))
    .limit(LETTERS);
  const found: (Customer | null)[] = [];
  for (const { id } of rows) found.push(await findCustomer(ctx, entity, id));
  return found.flatMap((one) => one ?? []);
}

interface Place {
  customer: Customer;
  reader: Customer;
  types: AttributeTypes;
  definition: Definition;
  workspace: Workspace;
  leavesAt: Date;
}

/** As it would read at the moment at which it would leave. */
async function write(
  ctx: Context,
  message: CustomerMessage,
  { customer, reader, types, definition, workspace, leavesAt }: Place,
): Promise<Pick<Letter, "from" | "subject" | "text"> | null> {
  const { settings, timezone, name } = workspace;
  const window = definition.sendingWindow ?? settings.sendingWindow ?? null;
  const zone = readerZone(window, reader, timezone);
  const sender = message.sender ?? settings.defaultSender ?? { name, address: "" };
  const about =
    customer.entity === "organisation"
      ? customer
      : reader.primaryOrganisationId &&
        (await findCustomer(ctx, "organisation", reader.primaryOrganisationId));
  const values = placeholderValues({
    person: reader,
    organisation: about || null,
    programme: { name: definition.name },
    sender,
    now: leavesAt,
    types,
    zone,
  });
  try {
    return renderMessage(message, { values, sender });
  } catch {
    // The check of the draft says what is wrong with the template.
    return null;
  }
}
