import { randomBytes, scryptSync } from "node:crypto";
import type { Db } from "@/db";
import { members, workspaceMembers } from "@/db/schema";
import { newId } from "@/lib/ids";
import type { Role } from "@/lib/workspaces/schema";

export const PASSWORD = "a password long enough";
const COST = 1024;
const salt = randomBytes(16);
/** Of the password above, made at a cost that tests can afford. */
export const CHEAP_HASH = [
  "scrypt",
  COST,
  salt.toString("base64url"),
  scryptSync(PASSWORD, salt, 32, { N: COST, r: 8, p: 1 }).toString("base64url"),
].join("$");

/** Somebody with an account, without the work that a real password costs. */
export async function addMember(db: Db, email: string, name = "A Member"): Promise<string> {
  const id = newId("mem");
  await db.insert(members).values({ id, email, name, passwordHash: CHEAP_HASH, createdAt: new Date() });
  return id;
}

/** The same, who works in a workspace. */
export async function addColleague(
  db: Db,
  workspaceId: string,
  { email, name, role }: { email: string; name: string; role: Role },
): Promise<string> {
  const memberId = await addMember(db, email, name);
  await db.insert(workspaceMembers).values({ workspaceId, memberId, role, since: new Date() });
  return memberId;
}
