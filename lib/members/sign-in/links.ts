import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import type { Db } from "@/db";
import { members, signInLinks } from "@/db/schema";
import { auditAccount } from "@/lib/members/audit-account";
import { findMember } from "@/lib/members/find-member";
import type { Member } from "@/lib/members/schema";
import { endAllSignIns } from "@/lib/members/sign-in/sign-ins";
import { MINUTE_MS } from "@/lib/time";

export type LinkPurpose = "sign_in" | "new_password";

const VALID_MS: { readonly [P in LinkPurpose]: number } = {
  sign_in: 15 * MINUTE_MS,
  new_password: 60 * MINUTE_MS,
};

/** A secret that goes into a link, and what is kept of it. */
export function newLinkToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: linkHash(token) };
}

/** What is kept of a link's secret: it is long and random, so a plain hash will do. */
export function linkHash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Makes a link for a member; those of the same purpose made before stop working. */
export async function makeLink(db: Db, member: Member, purpose: LinkPurpose): Promise<string> {
  const { token, hash } = newLinkToken();
  const now = new Date();
  await db.transaction(async (tx) => {
    await tx
      .delete(signInLinks)
      .where(and(eq(signInLinks.memberId, member.id), eq(signInLinks.purpose, purpose)));
    await tx.insert(signInLinks).values({
      tokenHash: hash,
      memberId: member.id,
      purpose,
      tokenVersion: member.tokenVersion,
      createdAt: now,
      expiresAt: new Date(now.getTime() + VALID_MS[purpose]),
    });
  });
  return token;
}

/** Whom a link is for, without using it up; null when it is unknown, used, too old, or from before the member signed out everywhere. */
export async function findLink(db: Db, token: string, purpose: LinkPurpose): Promise<Member | null> {
  const [row] = await db.select().from(signInLinks).where(valid(token, purpose));
  const member = row ? await findMember(db, row.memberId) : null;
  return member?.tokenVersion === row?.tokenVersion ? member : null;
}

/** Uses a link up: of many at once exactly one gets the member. */
export async function redeemLink(db: Db, token: string, purpose: LinkPurpose): Promise<Member | null> {
  const [row] = await db
    .update(signInLinks)
    .set({ usedAt: new Date() })
    .where(valid(token, purpose))
    .returning({ memberId: signInLinks.memberId, tokenVersion: signInLinks.tokenVersion });
  const member = row ? await findMember(db, row.memberId) : null;
  return member?.tokenVersion === row?.tokenVersion ? member : null;
}

/** Links that can no longer be used are forgotten. */
export async function pruneLinks(db: Db): Promise<void> {
  await db.delete(signInLinks).where(lt(signInLinks.expiresAt, new Date()));
}

/** Signs a member out everywhere: every sign-in and every open link of theirs ends. */
export async function endSignIns(db: Db, memberId: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .update(members)
      .set({ tokenVersion: sql`${members.tokenVersion} + 1` })
      .where(eq(members.id, memberId));
    await endAllSignIns(tx, memberId, { forgetDevices: true });
    await auditAccount(tx, { id: memberId }, "member.signed_out", { name: "everywhere" });
  });
}

function valid(token: string, purpose: LinkPurpose) {
  return and(
    eq(signInLinks.tokenHash, linkHash(token)),
    eq(signInLinks.purpose, purpose),
    isNull(signInLinks.usedAt),
    gt(signInLinks.expiresAt, new Date()),
  );
}
