import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Db } from "@/db/connect";
import type { Context } from "@/lib/context";
import { openSession } from "@/lib/edge/sign-in/session-key";
import { findInvitation } from "@/lib/members/colleagues/accept-invitation";
import { findMemberByEmail } from "@/lib/members/find-member";
import { signInWithPassword } from "@/lib/members/sign-in/sign-in";
import { pickUp } from "@/lib/pipeline/time/pick-up";
import { MINUTE_MS } from "@/lib/time";
import { businessNow } from "@/lib/workspaces/clock/clock";
import { findIntegration } from "@/lib/workspaces/connections/integrations";
import { reEncryptSecrets } from "@/lib/workspaces/connections/re-encrypt-secrets";
import { findKey } from "@/lib/workspaces/keys/find-key";
import { countRows, countRowsIn, oldExport, oldFacts, oldKey, restored } from "@/tests/support/restored";
import { startResend } from "@/tests/support/stand-ins/resend";
import { ledger, startWorld } from "@/tests/support/world";

const facts = oldFacts();
let old: Awaited<ReturnType<typeof restored>>;
let resend: Awaited<ReturnType<typeof startResend>>;

beforeEach(async () => {
  resend = await startResend({ apiKey: "re_fixture" });
  vi.stubEnv("RESEND_BASE_URL", resend.url);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await resend.close();
  await old.close();
});

async function open(name: "demo" | "live", now: Date): Promise<Context> {
  vi.stubEnv("TRIG_SECRET_KEY", oldKey(name));
  old = await restored(oldExport(name));
  const { rows } = await old.db.execute(sql`select id from workspaces`);
  return { db: old.db, workspaceId: String(rows[0]?.id), actor: { kind: "system" }, now };
}

/** How many rows there are; a present address stood among the identities once and stands on its person alone now. */
async function rowsAndAddresses(db: Db, tables: string[]): Promise<Record<string, number>> {
  const counts = await countRows(db, tables);
  const { rows } = await db.execute(sql`select count(*)::int as n from people where email is not null`);
  return { ...counts, identities: (counts.identities ?? 0) + Number(rows[0]?.n) };
}

test("everything that 705d54b kept is there: rows, secrets, passwords, sign-ins, keys, invitations", async () => {
  const { db, workspaceId } = await open("live", facts.stoppedAt);
  const kept = countRowsIn(oldExport("live"));
  expect(Object.keys(kept)).toHaveLength(43);
  expect(await rowsAndAddresses(db, Object.keys(kept))).toEqual(kept);

  const secrets = [];
  for (const kind of ["resend", "slack", "segment"] as const)
    secrets.push((await findIntegration(db, workspaceId, kind))?.secret);
  expect(secrets).toEqual(["re_fixture", "xoxb-fixture", "shared with segment"]);
  const from = "127.0.0.1";
  const olga = { email: "olga@acme.test", password: "correct horse battery", from };
  const eddy = { email: "eddy@acme.test", password: "staple of the horse", from };
  expect(await signInWithPassword(db, olga)).toMatchObject({ name: "Olga Owner" });
  expect(await signInWithPassword(db, eddy)).toMatchObject({ name: "Eddy Éditor" });
  expect(await findKey(db, "trig_api_fixture_0123456789", ["api"])).toMatchObject({ workspaceId });
  expect(await findKey(db, facts.crmKey, ["crm"])).toMatchObject({ workspaceId });
  expect(await reEncryptSecrets(db)).toEqual({ done: 3, closed: 0 });
  expect(await reEncryptSecrets(db)).toEqual({ done: 0, closed: 0 });
  expect((await findIntegration(db, workspaceId, "slack"))?.secret).toBe("xoxb-fixture");
  vi.useFakeTimers({ now: facts.stoppedAt, toFake: ["Date"] });
  expect(await openSession(facts.session)).toMatchObject({
    sub: (await findMemberByEmail(db, olga.email))?.id,
  });
  expect(await findInvitation(db, facts.openInvitation)).toMatchObject({ email: "vera@acme.test" });
  vi.useRealTimers();
});

test("sending goes on, each message once, and a run that slept rings for its reminder", async () => {
  const ctx = await open("live", new Date(facts.stoppedAt.getTime() + MINUTE_MS));
  const { db } = ctx;
  // As if it had been stopped a minute ago by the providers' clock too.
  await db.execute(sql`update deliveries set first_attempt_at = clock_timestamp() - interval '1 minute'
    where status = 'waiting' and first_attempt_at is not null`);
  const [underWay] = (
    await db.execute(
      sql`select request->>'idempotencyKey' as key from deliveries where recipient = 'eve@northwind.example'`,
    )
  ).rows;
  const world = await startWorld(ctx);
  await pickUp(ctx, true);
  await world.quiet();
  const sent = () => resend.messages.map(({ to, subject }) => `${to}: ${subject}`);
  const welcome = "Quick tip to get started";
  expect(sent().sort()).toEqual(
    ["eve", "fay", "gus"].map((who) => `${who}@${who === "eve" ? "northwind" : "acme"}.example: ${welcome}`),
  );
  // Eve's had left with its answer lost: it is asked for under the same key, by which the provider knows it.
  expect(resend.messages.find(({ to }) => to.includes("eve@northwind.example"))?.idempotencyKey).toBe(
    underWay?.key,
  );

  await world.walk(new Date("2026-12-07T00:00:00Z").getTime() - world.clock.now.getTime());
  const people = ["ada@acme", "bob@northwind", "cy@northwind", "eve@northwind", "fay@acme", "gus@acme"];
  const reminded = sent().filter((line) => line.endsWith("Your first project, in 5 minutes"));
  expect(reminded.sort()).toEqual(people.map((who) => `${who}.example: Your first project, in 5 minutes`));
  const onSunday = sent().filter((line) => line.includes("Good morning"));
  expect(onSunday.sort()).toEqual([
    "bob@northwind.example: Good morning, Bob",
    "cy@northwind.example: Good morning,",
    "gus@acme.example: Good morning, Gus",
  ]);
  const again = sent().filter((line) => facts.mailed.includes(line));
  expect(again).toEqual([`eve@northwind.example: ${welcome}`]);
  expect(sent()).toHaveLength(new Set(sent()).size);

  const { rows: woken } = await db.execute(sql`
    select m.woken_by, left(m.moved_at::text, 16) as at from enrolment_moves m join enrolments e on e.id = m.enrolment_id
    join people p on p.id = e.customer_id where p.user_id = 'ada' and m.kind = 'step'`);
  expect(woken).toEqual([{ woken_by: "alarm", at: "2026-12-05 14:12" }]);
  expect(world.errors).toEqual([]);
  await world.stop();
});

test("a demo of 705d54b goes on where its clock stood", async () => {
  const ctx = await open("demo", facts.stoppedAt);
  const kept = countRowsIn(oldExport("demo"));
  expect(await rowsAndAddresses(ctx.db, Object.keys(kept))).toEqual(kept);
  expect(Math.abs((await businessNow(ctx.db)).getTime() - Date.now())).toBeLessThan(1_000);
  const before = await ledger(ctx.db);
  const world = await startWorld(ctx);
  await pickUp(ctx, true);
  await world.walk(6 * 24 * 60 * MINUTE_MS);
  const after = await ledger(ctx.db);
  expect(after.length).toBeGreaterThan(before.length);
  expect(after.filter(({ status }) => !["sent", "done", "skipped"].includes(status))).toEqual([]);
  expect(world.errors).toEqual([]);
  await world.stop();
});
