import { asc, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/connect";
import { deliveries, deliveryHistory, enrolments, organisations, people, programmes } from "@/db/schema";
import { frozenRequestSchema } from "@/lib/channels/requests";
import type { Context } from "@/lib/context";
import { deliver } from "@/lib/deliveries/sender/deliver";
import type { SenderPorts } from "@/lib/deliveries/sender/sending";
import { newId } from "@/lib/ids";
import { updateWorkspace } from "@/lib/lifecycle/update-workspace";
import { saveIntegration } from "@/lib/workspaces/connections/integrations";
import { testContext } from "../../support/database";
import { test as onDatabase } from "../../support/fixture";
import { type ResendStandIn, startResend } from "../../support/stand-ins/resend";
import { type SlackStandIn, startSlack } from "../../support/stand-ins/slack";

process.env.TRIG_SECRET_KEY = "a key for tests, at least 32 characters";

/** A world in which nothing new happens, with stand-ins for providers. */
export const quiet: SenderPorts = {
  mode: "test",
  applyNews: async () => {},
  renderHtml: async (text) => `<p>${text}</p>`,
};

export const sender = { name: "Anna at Acme", address: "anna@notifications.acme.test" };
export const welcome = {
  kind: "message",
  id: "welcome",
  subject: "Welcome, {first_name}",
  body: "Hi {first_name},\n\nthree steps.",
  format: "plain",
  recipients: { to: "primary_contact" },
};
export const alarm = {
  kind: "notify",
  id: "alarm",
  channel: "#customer-alerts",
  text: "*{first_name}* of {organization_name} left. @{owner_email}",
};

/** A workspace with a live job, and Resend and Slack connected to their stand-ins. */
export async function setting(db: Db, options: { requestsPerSecond?: number } = {}) {
  const ctx = await testContext(db);
  const config = { requestsPerSecond: options.requestsPerSecond ?? 5_000 };
  await updateWorkspace(ctx, { settings: { defaultSender: sender, tooLateHours: 24 } });
  await saveIntegration(ctx, "resend", "default", config, "re_test");
  await saveIntegration(ctx, "slack", "default", config, "xoxb-test");
  return { ctx, job: await addJob(ctx) };
}

export interface Providers {
  resend: ResendStandIn;
  slack: SlackStandIn;
  close(): Promise<void>;
}

/** The stand-ins, named in the environment as a test instance would have them. */
export async function standIns(): Promise<Providers> {
  const resend = await startResend();
  const slack = await startSlack({ users: { "anna@acme.test": "U0ANNA" } });
  process.env.RESEND_BASE_URL = resend.url;
  process.env.SLACK_API_URL = slack.url;
  return {
    resend,
    slack,
    close: async () => {
      await resend.close();
      await slack.close();
    },
  };
}

/** Each test has a connected workspace with a live job, and stand-ins that remember nothing. */
export const test = onDatabase
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern what a fixture needs.
  .extend("running", { scope: "file" }, async ({}, { onCleanup }) => {
    const running = await standIns();
    onCleanup(running.close);
    return running;
  })
  .extend("providers", ({ running }): Providers => {
    for (const { faults, messages, requests } of [running.resend, running.slack]) {
      faults.clear();
      messages.length = 0;
      requests.length = 0;
    }
    return running;
  })
  .extend("connected", ({ db, providers: _ }) => setting(db))
  .extend("ctx", ({ connected }) => connected.ctx)
  .extend("job", ({ connected }) => connected.job);

/** How many mails have come to somebody. */
export const mailsTo = ({ resend }: Providers, email: string) =>
  resend.messages.filter(({ to }) => to[0] === email).length;

/** To whom mails have come, one entry each. */
export const addressees = ({ resend }: Providers) => resend.messages.flatMap(({ to }) => to);

export async function addJob(ctx: Context): Promise<string> {
  const id = newId("prg");
  await ctx.db.insert(programmes).values({
    id,
    workspaceId: ctx.workspaceId,
    kind: "job",
    slug: id.replace("_", "-"),
    name: "Onboarding Nudge",
    target: "person",
    status: "live",
    draft: {},
    liveVersion: 1,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  });
  return id;
}

interface Wanted {
  firstName?: string;
  email?: string;
  action?: Record<string, unknown> & { id: string; kind: string; channel?: string };
  moment?: "entry" | "step" | "completion" | "exit";
  dueAt?: Date;
}

/** A person in the job, with one delivery on its way. */
export async function addDelivery(ctx: Context, job: string, wanted: Wanted = {}) {
  const { firstName = "Ada", moment = "entry" } = wanted;
  const action: Wanted["action"] & object = wanted.action ?? welcome;
  const personId = newId("per");
  const organisationId = newId("org");
  const enrolmentId = newId("enr");
  const id = newId("dlv");
  const email = wanted.email ?? `${personId}@customer.test`;
  const slack = action.kind === "notify";
  const common = { workspaceId: ctx.workspaceId };
  await ctx.db.insert(organisations).values({
    ...common,
    id: organisationId,
    groupId: organisationId,
    attributes: { name: "Analytical & Co" },
    firstSeenAt: ctx.now,
    lastSeenAt: ctx.now,
  });
  await ctx.db.insert(people).values({
    ...common,
    id: personId,
    email,
    attributes: { first_name: firstName, owner_email: "anna@acme.test" },
    primaryOrganisationId: organisationId,
    firstSeenAt: ctx.now,
    lastSeenAt: ctx.now,
  });
  await ctx.db.insert(enrolments).values({
    ...common,
    id: enrolmentId,
    programmeId: job,
    version: 1,
    entity: "person",
    customerId: personId,
    pass: 1,
    status: "open",
    stepSince: ctx.now,
    enteredAt: ctx.now,
    goalSince: ctx.now,
  });
  await ctx.db.insert(deliveries).values({
    ...common,
    id,
    enrolmentId,
    programmeId: job,
    version: 1,
    actionId: action.id,
    moment,
    kind: slack ? "notify" : "message",
    channel: slack ? "slack" : "email",
    entity: "person",
    customerId: personId,
    personId: slack ? null : personId,
    recipient: slack ? (action.channel ?? "") : email,
    status: "waiting",
    decidedAt: ctx.now,
    dueAt: wanted.dueAt ?? ctx.now,
    action,
  });
  return { id, personId, enrolmentId, email };
}

/** One call of the sender. */
export function send(ctx: Context, channel: "email" | "slack" = "email", ports: Partial<SenderPorts> = {}) {
  return deliver(ctx, channel, { ...quiet, ...ports });
}

/** What is known of a delivery: its fate, and the story of it. */
export async function fate(ctx: Context, id: string) {
  const [row] = await ctx.db.select().from(deliveries).where(eq(deliveries.id, id));
  if (!row) throw new Error(`There is no delivery ${id}.`);
  const lines = await ctx.db
    .select({ what: deliveryHistory.what })
    .from(deliveryHistory)
    .where(eq(deliveryHistory.deliveryId, id))
    .orderBy(asc(deliveryHistory.id));
  const request = row.request === null ? null : frozenRequestSchema.parse(row.request);
  return { ...row, request, story: lines.map((line) => line.what) };
}

/** Leases, back-offs and the time since a first attempt run on real time, which no test waits for. */
export async function realTimePasses(ctx: Context, hours: number): Promise<void> {
  const past = sql`${hours} * interval '1 hour'`;
  await ctx.db.update(deliveries).set({
    leaseUntil: sql`lease_until - ${past}`,
    nextAttemptAt: sql`next_attempt_at - ${past}`,
    firstAttemptAt: sql`first_attempt_at - ${past}`,
  });
}
