import "server-only";
import type { Db } from "@/db";
import { members } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { choosePassword, emailSchema, memberNameSchema } from "@/lib/members/schema";
import { hashPassword } from "@/lib/members/sign-in/password";

/** Gives somebody an account; an address has one at most. */
export async function createMember(
  db: Db,
  wanted: { email: unknown; name: unknown; password: unknown },
): Promise<string> {
  const email = emailSchema.parse(wanted.email);
  const name = memberNameSchema.parse(wanted.name);
  const passwordHash = await hashPassword(choosePassword(wanted.password, [email, name]));
  const [row] = await db
    .insert(members)
    .values({ id: newId("mem"), email, name, passwordHash, createdAt: new Date() })
    .onConflictDoNothing({ target: members.email })
    .returning({ id: members.id });
  if (!row) throw new AppError("conflict", "There is an account with this address already: sign in.");
  return row.id;
}
