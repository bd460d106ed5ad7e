import { type SQL, sql } from "drizzle-orm";

/** Whose an address is, as a value of a query: of whoever has it now and has had it longest, else of whoever had it last. */
export function whoseAddress(workspaceId: string, address: SQL): SQL {
  return sql`coalesce(
    (select h.id from people h where h.workspace_id = ${workspaceId} and h.email = ${address} and h.merged_into is null
      order by h.email_since, h.id limit 1),
    (select i.person_id from identities i where i.workspace_id = ${workspaceId} and i.kind = 'email' and i.value = ${address}))`;
}

/** Whom the names of an event mean now: the user ID before the address before the anonymous ID, as when it was applied. */
export function whoIsNamed(workspaceId: string, names: Record<"userId" | "email" | "anonymousId", SQL>): SQL {
  const known = (kind: "user_id" | "anonymous_id", value: SQL) => sql`
    (select i.person_id from identities i where i.workspace_id = ${workspaceId} and i.kind = ${kind} and i.value = ${value})`;
  return sql`coalesce(${known("user_id", names.userId)}, ${whoseAddress(workspaceId, names.email)},
    ${known("anonymous_id", names.anonymousId)})`;
}
