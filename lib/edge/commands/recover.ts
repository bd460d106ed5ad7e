import "server-only";
// npm run recover -- you@example.com: prints a link with which an account sets a new password, for instances that cannot send mail.
import { asc } from "drizzle-orm";
import { members } from "@/db/schema";
import { runCommand } from "@/lib/edge/commands/command";
import { databaseBesideApp } from "@/lib/edge/commands/database-beside-app";
import { ownOrigin } from "@/lib/edge/own-origin";
import { AppError } from "@/lib/errors";
import { auditAccount } from "@/lib/members/audit-account";
import { findMemberByEmail } from "@/lib/members/find-member";
import { emailSchema } from "@/lib/members/schema";
import { makeLink } from "@/lib/members/sign-in/links";

const MOST_LISTED = 20;

async function recover(given: string | undefined): Promise<string> {
  if (!given) throw new AppError("invalid", "Whose account? npm run recover -- you@example.com");
  const email = emailSchema.safeParse(given);
  if (!email.success) throw new AppError("invalid", `${given} is no email address.`);
  const db = await databaseBesideApp();
  const member = await findMemberByEmail(db, email.data);
  if (!member) {
    const known = await db
      .select({ email: members.email })
      .from(members)
      .orderBy(asc(members.createdAt))
      .limit(MOST_LISTED);
    const others = known.map((one) => one.email).join(", ");
    const hint = others ? `There are: ${others}` : "Nobody has one yet: open /set-up.";
    throw new AppError("not_found", `Nobody has an account under ${email.data}. ${hint}`);
  }
  const token = await db.transaction(async (tx) => {
    await auditAccount(tx, member, "member.link_made", { name: member.name, actor: { kind: "system" } });
    return makeLink(tx, member, "new_password");
  });
  const link = `${ownOrigin()}/new-password?token=${token}`;
  return `${member.name} sets a new password here, within an hour:\n\n  ${link}\n`;
}

runCommand(([email]) => recover(email));
