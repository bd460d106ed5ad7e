import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { Analytics } from "@segment/analytics-node";
import { z } from "zod";
import { type Api, apiClient } from "@/tests/support/api";
import type { App } from "@/tests/support/app";
import type { ResendStandIn } from "@/tests/support/stand-ins/resend";
import type { SlackStandIn } from "@/tests/support/stand-ins/slack";
import type { Timeline } from "./timeline";

export interface Stage {
  app: App;
  apiKey: string;
  resend: ResendStandIn;
  slack: SlackStandIn;
  timeline: Timeline;
  /** The Onboarding Nudge that is played; null: the demo's. */
  nudge: unknown;
}

const SEGMENT_SECRET = "shared with segment";
const DAY_MS = 86_400_000;
const jobs = ["onboarding-nudge", "first-value-follow-up", "onboarding-rescue"] as const;
const listed = z.object({ deliveries: z.array(z.looseObject({ id: z.string() })) });

/** Plays the story of the Onboarding Nudge and checks every line of it. */
export async function playStory(stage: Stage): Promise<void> {
  const { app, timeline, resend, slack } = stage;
  const api = apiClient(app.url, stage.apiKey);
  const writeKey = await prepareWorkspace(api, stage);
  const analytics = new Analytics({ writeKey, host: app.url, maxEventsInBatch: 20, flushInterval: 50 });
  const refused: unknown[] = [];
  analytics.on("error", (error) => refused.push(error));
  const clock = await clockOf(api);
  const mailsTo = (address: string) =>
    resend.messages.filter(({ to }) => to.includes(address)).map(({ subject }) => subject);
  const notesAbout = (words: string) => slack.messages.filter(({ text }) => text.includes(words));

  timeline.day("day 0");
  const begin = await clock.now();
  const people = [
    { userId: "ada", traits: { firstName: "Ada", email: "ada@acme.test" }, group: "acme" },
    {
      userId: "bob",
      traits: { firstName: "Bob", email: "bob@northwind.test", caseOwnerEmail: "kim@trig.test" },
      group: "northwind",
    },
    { userId: "cy", traits: { email: "cy@northwind.test" }, group: "northwind" },
  ];
  const organisations = { acme: "Acme Robotics", northwind: "Northwind Trading" } as const;
  for (const { userId, traits, group } of people) {
    const name = group === "acme" ? organisations.acme : organisations.northwind;
    analytics.group({ userId, groupId: group, traits: { name, industry: "Logistics" }, timestamp: begin });
    analytics.identify({ userId, traits: { ...traits, createdAt: begin.toISOString() }, timestamp: begin });
    if (userId !== "cy") analytics.track({ userId, event: "Signed Up", timestamp: begin });
  }
  await analytics.flush();
  const hook = await sendThroughSegment(app.url, {
    type: "track",
    userId: "cy",
    event: "Signed Up",
    messageId: "cy-signed-up",
    timestamp: begin,
  });
  timeline.same("One of Cy's events comes through Segment's webhook, signed", hook.status, 200);
  timeline.same(
    "The same webhook with a wrong signature is refused",
    (await sendThroughSegment(app.url, {}, "0".repeat(40))).status,
    401,
  );
  await until(() => resend.messages.length >= 3);
  for (const { traits } of people)
    timeline.same(`${traits.email} gets the welcome, once`, mailsTo(traits.email), [
      "Quick tip to get started",
    ]);
  const welcome = (address: string) => resend.messages.find(({ to }) => to.includes(address))?.text ?? "";
  timeline.check(
    "Ada's welcome greets her by name and names her organisation",
    /^Hi Ada,\n\n.*Acme Robotics/s.test(welcome("ada@acme.test")),
    welcome("ada@acme.test"),
  );
  timeline.check(
    "Cy, who has no first name, is greeted all the same",
    welcome("cy@northwind.test").startsWith("Hi there,\n"),
    welcome("cy@northwind.test"),
  );
  timeline.same(
    "Bob's record says that he entered",
    (await attributesOf(api, "bob")).entered_onboarding_nudge,
    true,
  );

  await clock.forward(1, "days");
  timeline.day("day 1");
  analytics.track({ userId: "ada", event: "Project Created", timestamp: await clock.now() });
  await analytics.flush();
  await until(() => mailsTo("ada@acme.test").length >= 3);
  timeline.same(
    "Ada completes: one welcome, one congratulation, then the second job's first message",
    mailsTo("ada@acme.test").slice(0, 2),
    ["Quick tip to get started", "Your first project is there"],
  );
  await until(() => notesAbout("ada@acme.test").length >= 1);
  timeline.same("The team reads once in Slack that Ada completed", notesAbout("ada@acme.test").length, 1);
  timeline.same(
    "Ada's record says that she completed",
    (await attributesOf(api, "ada")).completed_onboarding,
    true,
  );

  await clock.forward(5, "days");
  timeline.day("day 6");
  timeline.same("Bob has been reminded once", mailsTo("bob@northwind.test"), [
    "Quick tip to get started",
    "Your first project, in 5 minutes",
  ]);
  timeline.check(
    "Ada has never been reminded",
    !mailsTo("ada@acme.test").includes("Your first project, in 5 minutes"),
    mailsTo("ada@acme.test"),
  );
  const reminded = await deliveryOf(api, "bob", await reminderOf(api));
  const sentAfterDays = (new Date(String(reminded?.sentAt)).getTime() - begin.getTime()) / DAY_MS;
  timeline.check("The reminder left on day 5", Math.abs(sentAfterDays - 5) < 0.01, sentAfterDays);
  const moves = await movesOf(api, "bob");
  timeline.same(
    "It was woken by his run's own sleep, not by the sweep",
    moves.find(({ what }) => what === "step")?.wokenBy,
    "alarm",
  );

  await clock.forward(5, "days");
  timeline.day("day 11");
  const exit = (await movesOf(api, "bob")).find(({ what }) => what === "exited");
  const exitAfterDays = (new Date(String(exit?.at)).getTime() - begin.getTime()) / DAY_MS;
  timeline.check(
    "Bob exits on day 10, woken by his run's own sleep",
    exit?.wokenBy === "alarm" && Math.abs(exitAfterDays - 10) < 0.01,
    { exit, exitAfterDays },
  );
  const failed = notesAbout("bob@northwind.test").filter(({ text }) => text.includes("manual follow-up"));
  timeline.same("The team reads once in Slack that Bob needs a hand", failed.length, 1);
  timeline.check(
    "The note pings his case owner by Slack's own mention",
    JSON.stringify(failed[0]?.blocks ?? failed[0]?.text).includes("U0KIM00000"),
    failed[0],
  );
  timeline.same(
    "Bob's record says that onboarding failed",
    (await attributesOf(api, "bob")).failed_onboarding,
    true,
  );
  timeline.check(
    "Bob is in the third job",
    (await jobsOf(api, "bob")).includes("onboarding-rescue"),
    await jobsOf(api, "bob"),
  );
  timeline.check(
    "Ada is in the second job and not in the third",
    (await jobsOf(api, "ada")).join() === "first-value-follow-up,onboarding-nudge",
    await jobsOf(api, "ada"),
  );

  await checkWhole(stage, api);
  timeline.same("The analytics client was refused nothing", refused.map(String), []);
  await analytics.closeAndFlush();
}

async function prepareWorkspace(api: Api, { timeline, nudge }: Stage): Promise<string> {
  await api.put("/integrations/resend", { config: { requestsPerSecond: 500 }, secret: "re_story" });
  await api.put("/integrations/slack", { config: { requestsPerSecond: 500 }, secret: "xoxb-story" });
  await api.put("/integrations/segment", { secret: SEGMENT_SECRET });
  for (const slug of jobs) {
    const saved = await api.put(`/jobs/${slug}`, (slug === "onboarding-nudge" && nudge) || demoJob(slug));
    const published = await api.post(`/jobs/${slug}/publish`, { mode: "everyone" });
    const problems = z.array(z.looseObject({ severity: z.string() })).parse(saved.problems);
    timeline.check(
      `The job ${slug} is live`,
      published.status === "live" && problems.every(({ severity }) => severity !== "error"),
      { saved, published },
    );
  }
  return z.object({ key: z.string() }).parse(await api.post("/keys", { kind: "write", name: "story" })).key;
}

function demoJob(slug: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../lib/demo/jobs/${slug}.json`, import.meta.url), "utf8"));
}

async function clockOf(api: Api) {
  const read = z.object({ now: z.coerce.date() });
  return {
    now: async () => read.parse(await api.get("/clock")).now,
    forward: (amount: number, unit: "days" | "hours") => api.post("/clock", { forward: { amount, unit } }),
  };
}

function sendThroughSegment(url: string, body: unknown, forged?: string): Promise<Response> {
  const raw = JSON.stringify(body);
  const signature = forged ?? createHmac("sha1", SEGMENT_SECRET).update(raw).digest("hex");
  const headers = { "content-type": "application/json", "x-signature": signature };
  return fetch(`${url}/api/webhooks/segment?workspace=test`, { method: "POST", headers, body: raw });
}

const found = z.object({ people: z.array(z.looseObject({ id: z.string(), userId: z.string().nullable() })) });
const person = z.looseObject({
  attributes: z.array(z.looseObject({ key: z.string(), value: z.unknown() })),
  passes: z.array(z.object({ job: z.object({ slug: z.string() }) })),
});
const entries = z.object({ entries: z.array(z.looseObject({ kind: z.string(), at: z.string() })) });
const move = z.looseObject({
  kind: z.literal("move"),
  what: z.string(),
  wokenBy: z.string(),
  at: z.string(),
  job: z.object({ slug: z.string() }),
});

async function idOf(api: Api, userId: string): Promise<string> {
  const { people } = found.parse(await api.get(`/people?search=${userId}`));
  return people.find((one) => one.userId === userId)?.id ?? "";
}

const personOf = async (api: Api, userId: string) =>
  person.parse(await api.get(`/people/${await idOf(api, userId)}`));
const attributesOf = async (api: Api, userId: string) =>
  Object.fromEntries((await personOf(api, userId)).attributes.map(({ key, value }) => [key, value]));
const jobsOf = async (api: Api, userId: string) =>
  (await personOf(api, userId)).passes.map(({ job }) => job.slug).sort();

/** The moves of the Onboarding Nudge, the latest first, with what woke each. */
async function movesOf(api: Api, userId: string) {
  const stream = entries.parse(await api.get(`/people/${await idOf(api, userId)}/timeline`)).entries;
  const moves = stream.flatMap((entry) => (entry.kind === "move" ? [move.parse(entry)] : []));
  return moves.filter(({ job }) => job.slug === "onboarding-nudge");
}

/** What the job's reminder is called: an id of its author's or of the editor's. */
async function reminderOf(api: Api): Promise<string> {
  const job = z.object({ definition: z.object({ steps: z.array(z.object({ id: z.string() })) }) });
  return job.parse(await api.get("/jobs/onboarding-nudge")).definition.steps[0]?.id ?? "";
}

async function deliveryOf(api: Api, userId: string, action: string) {
  const query = `job=onboarding-nudge&action=${action}&customer=${await idOf(api, userId)}`;
  return listed.parse(await api.get(`/deliveries?${query}`)).deliveries[0];
}

/** What must hold of everything together: nobody got anything twice, nothing is left over, nothing had to be found by a sweep. */
async function checkWhole({ app, apiKey, timeline, resend, slack }: Stage, api: Api): Promise<void> {
  const keys = resend.messages.map(({ idempotencyKey }) => idempotencyKey);
  timeline.check(
    "Every email carried an idempotency key of its own",
    keys.every(Boolean) && new Set(keys).size === keys.length,
    keys,
  );
  const ids = slack.messages.map(({ deliveryId }) => deliveryId);
  timeline.check(
    "Every note carried its delivery's id",
    ids.every(Boolean) && new Set(ids).size === ids.length,
    ids,
  );
  const twice = resend.messages.map(({ to, subject }) => `${to}: ${subject}`);
  timeline.same("Nobody got the same email twice", twice.length, new Set(twice).size);
  const unsent = (
    await Promise.all(
      ["waiting", "sending", "failed", "unconfirmed", "held"].map((status) =>
        api.get(`/deliveries?status=${status}`),
      ),
    )
  ).flatMap((answer) => listed.parse(answer).deliveries);
  timeline.same("Nothing waits, failed or is in doubt", unsent.length, 0);
  const health = await fetch(`${app.url}/api/health`, {
    headers: { authorization: `Bearer ${apiKey}` },
  }).then((answer) => answer.json());
  timeline.check("The app calls itself healthy", health.status === "ok", health);
}

async function until(happened: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!happened() && Date.now() < deadline) await new Promise((done) => setTimeout(done, 20));
}
