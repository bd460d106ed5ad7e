import "server-only";
import { and, eq, or, sql } from "drizzle-orm";
import { organisations, people } from "@/db/schema";
import type { Context } from "@/lib/context";
import { toEmailAddress } from "@/lib/email-address";
import { AppError } from "@/lib/errors";
import { customerAsRead } from "@/lib/profiles/customer-as-read";
import { whoseAddress } from "@/lib/profiles/identity/whose-address";
import type { Customer, Entity } from "@/lib/profiles/schema";

const MOST_JOINS = 10;

/** A customer by whatever name is at hand: a person by id, user ID or email, an organisation by id or group ID. Who was joined into another is that other. */
export async function findCustomer(ctx: Context, entity: Entity, name: string): Promise<Customer | null> {
  return entity === "person" ? findPerson(ctx, name) : findOrganisation(ctx, name);
}

/** The same, where there must be one. */
export async function getCustomer(ctx: Context, entity: Entity, name: string): Promise<Customer> {
  const found = await findCustomer(ctx, entity, name);
  if (!found) throw new AppError("not_found", `There is no ${entity} “${name}”.`);
  return found;
}

async function findPerson(ctx: Context, name: string): Promise<Customer | null> {
  const { workspaceId } = ctx;
  let id: string | null = name.startsWith("per_") ? name : await whoIs(ctx, name);
  for (let joins = 0; id && joins < MOST_JOINS; joins++) {
    const [row] = await ctx.db
      .select()
      .from(people)
      .where(and(eq(people.workspaceId, workspaceId), eq(people.id, id)));
    if (!row) return null;
    id = row.mergedInto;
    if (id) continue;
    return {
      ...customerAsRead("person", row.id, row.attributes, row.attributeTimes, row.lastSeenAt),
      email: row.email,
      emailSince: row.emailSince?.getTime() ?? null,
      userId: row.userId,
      suppressed: row.suppressedAt !== null,
      primaryOrganisationId: row.primaryOrganisationId,
    };
  }
  return null;
}

/** Where one's user ID is another's email, the user ID wins; of an address it is whoever has it now. */
async function whoIs(ctx: Context, name: string): Promise<string | null> {
  const { rows } = await ctx.db.execute<{ id: string | null }>(sql`
    select coalesce(
      (select person_id from identities where workspace_id = ${ctx.workspaceId} and kind = 'user_id' and value = ${name}),
      ${whoseAddress(ctx.workspaceId, sql`${toEmailAddress(name)}::text`)}) as id`);
  return rows[0]?.id ?? null;
}

async function findOrganisation(ctx: Context, name: string): Promise<Customer | null> {
  const [row] = await ctx.db
    .select()
    .from(organisations)
    .where(
      and(
        eq(organisations.workspaceId, ctx.workspaceId),
        or(eq(organisations.id, name), eq(organisations.groupId, name)),
      ),
    )
    .limit(1);
  if (!row) return null;
  return customerAsRead("organisation", row.id, row.attributes, row.attributeTimes, row.lastSeenAt);
}
