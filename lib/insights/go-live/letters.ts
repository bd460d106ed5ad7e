import "server-only";
import { and, desc, type SQL } from "drizzle-orm";
import { organisations, people } from "@/db/schema";
import type { CustomerMessage } from "@/lib/actions/kinds/entry";
import { placeholderValues } from "@/lib/actions/placeholders";
import { renderMessage } from "@/lib/actions/render-message";
import { evaluate } from "@/lib/audiences/evaluate";
import type { Facts } from "@/lib/audiences/schema";
import type { Context } from "@/lib/context";
import { readerZone } from "@/lib/deliveries/check/reader-zone";
import { nextOpening } from "@/lib/deliveries/ledger/sending-window";
import { loadContacts } from "@/lib/enrolments/load/load-contacts";
import { loadLookFacts } from "@/lib/enrolments/load/load-look-facts";
import { customerOf, customersById } from "@/lib/insights/customers/customers";
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

/** The first message of a job as three of the customers who would enter now would get it: those who were active last and can be written to. */
export async function writeLetters(
  ctx: Context,
  programmeId: string,
  definition: Definition,
  { where, workspace }: { where: SQL | undefined; workspace: Workspace },
): Promise<Letter[]> {
  const messages = messagesOf(definition);
  if (messages.length === 0) return [];
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
    const message = messageFor(ctx, messages, facts.get(customer.id), zone);
    const contact = message && contactsOf(customer, message).find((one) => one.email && !one.suppressed);
    const reader = contact && (await findCustomer(ctx, "person", contact.personId));
    if (!message || !contact?.email || !reader) continue;
    const letter = await write(ctx, message, { customer, reader, types, definition, workspace });
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

/** Of several messages the first whose own condition holds for this customer. */
function messageFor(
  { now }: Context,
  messages: readonly CustomerMessage[],
  facts: Facts | undefined,
  zone: string,
): CustomerMessage | null {
  if (!facts) return null;
  const isMeant = ({ when }: CustomerMessage) => !when || evaluate(when, facts, { now, zone }).verdict;
  return messages.find(isMeant) ?? null;
}

interface Place {
  customer: Customer;
  reader: Customer;
  types: AttributeTypes;
  definition: Definition;
  workspace: Workspace;
}

/** As it would read at the moment at which the sending window lets it go. */
async function write(
  ctx: Context,
  message: CustomerMessage,
  { customer, reader, types, definition, workspace }: Place,
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
    now: nextOpening(window, zone, ctx.now),
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
