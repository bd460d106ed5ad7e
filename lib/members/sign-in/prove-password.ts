import "server-only";
import { and, eq } from "drizzle-orm";
import type { Db } from "@/db";
import { members } from "@/db/schema";
import type { Member, Visit } from "@/lib/members/schema";
import { hashPassword, isPassword, needsRehash } from "@/lib/members/sign-in/password";
import { isKnownDevice } from "@/lib/members/sign-in/sign-ins";
import { forgetTries, spendTry } from "@/lib/members/sign-in/tries";

interface Proof {
  email: string;
  /** Whoever has an account under the address; null: the password is compared all the same, so that the time tells nothing. */
  found: (Member & { passwordHash: string | null }) | null;
  password: unknown;
  visit: Pick<Visit, "from" | "device">;
}

/**
 * Whether somebody knows the password of an account: wherever one is asked for, guessing counts together and is slowed down. One that
 * was kept by an older measure is kept by today's from then on.
 */
export async function provePassword(db: Db, { email, found, password, visit }: Proof): Promise<boolean> {
  const isKnown = found !== null && (await isKnownDevice(db, found.id, visit.device));
  const device = isKnown ? (visit.device ?? undefined) : undefined;
  const one = { about: `sign-in ${email}`, from: visit.from, device };
  await spendTry(db, one);
  const hash = found?.passwordHash ?? null;
  const options = { isUrgent: isKnown };
  if (typeof password !== "string" || !(await isPassword(password, hash, options))) return false;
  await forgetTries(db, one);
  if (found && hash && needsRehash(hash)) {
    const passwordHash = await hashPassword(password, options);
    // Not over one that was set meanwhile.
    await db
      .update(members)
      .set({ passwordHash })
      .where(and(eq(members.id, found.id), eq(members.passwordHash, hash)));
  }
  return true;
}
