import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { and, desc, eq, gt, isNull, lt, ne, or, sql } from "drizzle-orm";
import type { Db } from "@/db";
import { members, signIns } from "@/db/schema";
import { newId } from "@/lib/ids";
import { findMember } from "@/lib/members/find-member";
import type { Member, Visit } from "@/lib/members/schema";
import { SIGN_IN_MS } from "@/lib/members/sign-in/sign-in-ms";
import { DAY_MS, MINUTE_MS } from "@/lib/time";

const FAILURES_KEPT_MS = 30 * DAY_MS;
const SUCCESSES_KEPT_MS = 400 * DAY_MS;
const LONGEST_USER_AGENT = 300;
const MOST_SHOWN = 20;

export type Way = (typeof signIns.$inferSelect)["way"];
export type SignInOutcome = (typeof signIns.$inferSelect)["outcome"];

export interface Begun {
  /** What the sign-in's cookie names. */
  id: string;
  /** The secret by which this browser is known again. */
  device: string;
}

/** Begins a sign-in. The browser keeps the secret it was known by before, or gets one. */
export async function beginSignIn(db: Db, memberId: string, way: Way, visit: Visit): Promise<Begun> {
  const device = (await isKnownDevice(db, memberId, visit.device))
    ? (visit.device ?? "")
    : randomBytes(24).toString("base64url");
  const id = newId("sgn");
  const at = new Date();
  await db
    .insert(signIns)
    .values({ ...attempt(memberId, way, visit), id, outcome: "admitted", deviceHash: hashOf(device), at });
  await db.update(members).set({ lastSignInAt: at }).where(eq(members.id, memberId));
  return { id, device };
}

/** Records that somebody was not let in to an account. Of tries that had to wait, one a minute: they cost whoever makes them nothing. */
export async function recordRefusal(
  db: Db,
  memberId: string,
  outcome: Exclude<SignInOutcome, "admitted">,
  visit: Visit,
): Promise<void> {
  const at = new Date();
  if (outcome === "too_fast") {
    const [lately] = await db
      .select({ id: signIns.id })
      .from(signIns)
      .where(
        and(
          eq(signIns.memberId, memberId),
          eq(signIns.outcome, outcome),
          gt(signIns.at, new Date(at.getTime() - MINUTE_MS)),
        ),
      )
      .limit(1);
    if (lately) return;
  }
  await db
    .insert(signIns)
    .values({ ...attempt(memberId, "password", visit), id: newId("sgn"), outcome, endedAt: at, at });
}

/** Whether a browser has signed in to this account before, and the member has not signed out everywhere since. */
export async function isKnownDevice(db: Db, memberId: string, device: string | null): Promise<boolean> {
  if (!device) return false;
  const [row] = await db
    .select({ id: signIns.id })
    .from(signIns)
    .where(and(eq(signIns.memberId, memberId), eq(signIns.deviceHash, hashOf(device))))
    .limit(1);
  return row !== undefined;
}

/** Whose a sign-in is while it lasts; null when it was ended, is too old, or its member is gone. */
export async function findSignedIn(db: Db, id: string): Promise<Member | null> {
  const [row] = await db
    .select({
      id: members.id,
      email: members.email,
      name: members.name,
      timezone: members.timezone,
      tokenVersion: members.tokenVersion,
    })
    .from(signIns)
    .innerJoin(members, eq(members.id, signIns.memberId))
    .where(and(eq(signIns.id, id), isOpen()));
  return row ?? null;
}

/**
 * Puts a sign-in on record that was made before there was one, unless its member has changed the password or signed out everywhere since; one
 * that is there already, open or ended, stays as it is.
 */
export async function recordEarlierSignIn(
  db: Db,
  { id, memberId, version, at }: { id: string; memberId: string; version: unknown; at: Date },
): Promise<void> {
  if ((await findMember(db, memberId))?.tokenVersion !== version) return;
  const unknown = { cameFrom: "", userAgent: "" };
  await db
    .insert(signIns)
    .values({ id, memberId, at, way: "password", outcome: "admitted", ...unknown })
    .onConflictDoNothing();
}

/** Ends one sign-in of a member: its cookie, copied or not, is worth nothing from then on. False when there was none to end. */
export async function endSignIn(db: Db, memberId: string, id: string): Promise<boolean> {
  const ended = await db
    .update(signIns)
    .set({ endedAt: new Date() })
    .where(and(eq(signIns.id, id), eq(signIns.memberId, memberId), isOpen()))
    .returning({ id: signIns.id });
  return ended.length > 0;
}

/** Ends all of a member's sign-ins; their browsers may be forgotten too, as after a theft. */
export async function endAllSignIns(
  db: Db,
  memberId: string,
  { forgetDevices }: { forgetDevices: boolean },
): Promise<void> {
  await db
    .update(signIns)
    .set({
      endedAt: sql`coalesce(${signIns.endedAt}, ${new Date().toISOString()}::timestamptz)`,
      ...(forgetDevices && { deviceHash: null }),
    })
    .where(eq(signIns.memberId, memberId));
}

export interface SignInRow {
  id: string;
  way: Way;
  outcome: SignInOutcome;
  cameFrom: string;
  userAgent: string;
  at: Date;
  /** Whether its cookie still lets somebody in. */
  isOpen: boolean;
}

/** A member's latest attempts to sign in, and whoever made them in their name; those that still last first. */
export async function listSignIns(db: Db, memberId: string): Promise<SignInRow[]> {
  const open = sql<boolean>`(${isOpen()})`;
  return db
    .select({
      id: signIns.id,
      way: signIns.way,
      outcome: signIns.outcome,
      cameFrom: signIns.cameFrom,
      userAgent: signIns.userAgent,
      at: signIns.at,
      isOpen: open,
    })
    .from(signIns)
    .where(eq(signIns.memberId, memberId))
    .orderBy(desc(open), desc(signIns.at), desc(signIns.id))
    .limit(MOST_SHOWN);
}

/** The record is kept for a year and a month where somebody was let in, for a month where not. */
export async function pruneSignIns(db: Db, now = new Date()): Promise<void> {
  const before = (ms: number) => lt(signIns.at, new Date(now.getTime() - ms));
  await db
    .delete(signIns)
    .where(or(and(ne(signIns.outcome, "admitted"), before(FAILURES_KEPT_MS)), before(SUCCESSES_KEPT_MS)));
}

function isOpen() {
  return and(
    eq(signIns.outcome, "admitted"),
    isNull(signIns.endedAt),
    gt(signIns.at, new Date(Date.now() - SIGN_IN_MS)),
  );
}

function attempt(memberId: string, way: Way, { address, userAgent }: Visit) {
  return { memberId, way, cameFrom: address, userAgent: userAgent.slice(0, LONGEST_USER_AGENT) };
}

function hashOf(device: string): string {
  return createHash("sha256").update(device).digest("hex");
}
