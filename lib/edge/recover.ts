import "server-only";
// npm run recover -- you@example.com: prints a link with which an account sets a new password, for instances that cannot send mail.
import { asc } from "drizzle-orm";
import { type Connection, connect, databaseOptions, getDatabase, isDatabaseUnavailable } from "@/db";
import { members } from "@/db/schema";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { auditAccount } from "@/lib/members/audit-account";
import { findMemberByEmail } from "@/lib/members/find-member";
import { makeLink } from "@/lib/members/links";
import { emailSchema } from "@/lib/members/schema";

const MOST_LISTED = 20;

/** Beside a running app, whose database is up; else on a database that it starts itself. */
async function database(): Promise<Connection["db"]> {
  const { db } = connect({ ...databaseOptions(), max: 1 });
  try {
    await db.select({ id: members.id }).from(members).limit(1);
    return db;
  } catch (error) {
    if (!isDatabaseUnavailable(error) || env().DATABASE_URL) throw error;
    return getDatabase();
  }
}

async function recover(given: string | undefined): Promise<string> {
  if (!given) throw new AppError("invalid", "Whose account? npm run recover -- you@example.com");
  const email = emailSchema.safeParse(given);
  if (!email.success) throw new AppError("invalid", `${given} is no email address.`);
  const db = await database();
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
  const { TRIG_URL, PORT } = env();
  const origin = TRIG_URL ? new URL(TRIG_URL).origin : `http://127.0.0.1:${PORT}`;
  const token = await db.transaction(async (tx) => {
    await auditAccount(tx, member, "member.link_made", { name: member.name, actor: { kind: "system" } });
    return makeLink(tx, member, "new_password");
  });
  const link = `${origin}/new-password?token=${token}`;
  return `${member.name} sets a new password here, within an hour:\n\n  ${link}\n`;
}

recover(process.argv[2]).then(
  (words) => {
    process.stdout.write(`${words}\n`);
    process.exit(0);
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof AppError ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
