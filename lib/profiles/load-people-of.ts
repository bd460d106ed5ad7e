import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";

/** A person of an organisation. */
export interface OrganisationPerson {
  id: string;
  organisationId: string;
  email: string | null;
  attributes: Record<string, unknown>;
  primaryOrganisationId: string | null;
  primaryContact: boolean;
  suppressed: boolean;
}

/** The people of organisations, the most recently active first. */
export async function loadPeopleOf(
  ctx: Context,
  organisationIds: readonly string[],
): Promise<Map<string, OrganisationPerson[]>> {
  const { rows } = await ctx.db.execute<{
    id: string;
    organisation: string;
    email: string | null;
    attributes: Record<string, unknown>;
    primary_organisation: string | null;
    primary_contact: boolean;
    suppressed: boolean;
  }>(sql`
    select p.id, m.organisation_id as organisation, p.email, p.attributes, p.primary_organisation_id as primary_organisation,
      m.primary_contact, p.suppressed_at is not null as suppressed
    from memberships m join people p on p.id = m.person_id and p.merged_into is null
    where m.workspace_id = ${ctx.workspaceId}
      and m.organisation_id in (select jsonb_array_elements_text(${JSON.stringify(organisationIds)}::jsonb))
    order by p.last_seen_at desc, p.id`);
  const people = new Map<string, OrganisationPerson[]>();
  for (const row of rows) {
    const person = {
      id: row.id,
      organisationId: row.organisation,
      email: row.email,
      attributes: row.attributes,
      primaryOrganisationId: row.primary_organisation,
      primaryContact: row.primary_contact,
      suppressed: row.suppressed,
    };
    people.set(row.organisation, [...(people.get(row.organisation) ?? []), person]);
  }
  return people;
}
