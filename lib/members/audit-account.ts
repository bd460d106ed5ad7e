import "server-only";
import type { Db } from "@/db";
import type { Actor } from "@/lib/context";
import { listWorkspacesOf } from "@/lib/members/find-member";
import type { Member } from "@/lib/members/schema";
import { type Audited, audit } from "@/lib/workspaces/audit/audit";

/** Records what happened to a member's account in every workspace they work in: by the member, unless said otherwise. */
export async function auditAccount(
  db: Db,
  member: Pick<Member, "id">,
  what: Audited["what"],
  { name, actor = { kind: "member", id: member.id } }: { name: string; actor?: Actor },
): Promise<void> {
  for (const { id: workspaceId } of await listWorkspacesOf(db, member.id))
    await audit({ db, workspaceId, actor, now: new Date() }, { what, subject: { id: member.id, name } });
}
