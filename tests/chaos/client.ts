import { readFileSync } from "node:fs";
import { Analytics } from "@segment/analytics-node";
import { z } from "zod";
import { apiClient } from "@/tests/support/api";
import type { Customer } from "./plan";
import { twoWays } from "./two-ways";

const GIVE_UP_AFTER_MS = 180_000;
const AGAIN_AFTER_MS = 100;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const jobs = ["onboarding-nudge", "first-value-follow-up", "onboarding-rescue"] as const;
const read = {
  now: z.object({ now: z.coerce.date() }),
  key: z.object({ key: z.string() }),
  status: z.object({ status: z.literal("live") }),
};

/** Who uses the app: through its API and with Segment's own client, and asks again whenever there is no answer. */
export function createClient(url: string, apiKey: string) {
  const api = apiClient(url, apiKey);
  let analytics: Analytics | null = null;
  const refused: string[] = [];
  const now = async () => read.now.parse(await persevere(() => api.get("/clock"))).now;

  return {
    now,
    /** What the app tells monitors that hold a key. */
    async health(): Promise<unknown> {
      const answer = await fetch(`${url}/api/health`, { headers: { authorization: `Bearer ${apiKey}` } });
      return answer.json();
    },
    /** What the app refused; nothing should be. */
    refused,
    async prepare(): Promise<void> {
      await api.put("/integrations/resend", { config: { requestsPerSecond: 500 }, secret: "re_chaos" });
      await api.put("/integrations/slack", { config: { requestsPerSecond: 500 }, secret: "xoxb-chaos" });
      for (const slug of jobs) {
        const path = new URL(`../../lib/demo/jobs/${slug}.json`, import.meta.url);
        await api.put(`/jobs/${slug}`, JSON.parse(readFileSync(path, "utf8")));
        read.status.parse(await api.post(`/jobs/${slug}/publish`, { mode: "everyone" }));
      }
      await api.put("/jobs/two-ways", twoWays);
      read.status.parse(await api.post("/jobs/two-ways/publish", { mode: "everyone" }));
      const { key } = read.key.parse(await api.post("/keys", { kind: "write", name: "chaos" }));
      analytics = new Analytics({
        writeKey: key,
        host: url,
        maxRetries: 1000,
        flushAt: 10,
        flushInterval: 50,
      });
      analytics.on("error", (error) => refused.push(String(error)));
    },
    /** Moves the clock to a moment, however often the app dies on the way. */
    async walkTo(moment: Date): Promise<void> {
      for (let left = moment.getTime() - (await now()).getTime(); left > 0; ) {
        const forward = { amount: Math.ceil(left / MINUTE_MS), unit: "minutes" };
        await api.post("/clock", { forward }).catch(restAfter);
        left = moment.getTime() - (await now()).getTime();
      }
    },
    /** Customers act at this moment; resolves when the app has accepted everything. */
    async send(what: "sign up" | "create a project", customers: readonly Customer[]): Promise<Date> {
      const at = await now();
      for (const customer of customers) {
        const { id: userId } = customer;
        if (what === "create a project") {
          analytics?.track({
            userId,
            event: "Project Created",
            timestamp: at,
            messageId: `${userId}-project`,
          });
          continue;
        }
        const name = customer.organisation === "acme" ? "Acme Robotics" : "Northwind Trading";
        const group = { groupId: customer.organisation, traits: { name }, messageId: `${userId}-group` };
        analytics?.group({ userId, timestamp: at, ...group });
        analytics?.identify({
          userId,
          timestamp: at,
          traits: traitsOf(customer, at),
          messageId: `${userId}-identify`,
        });
      }
      await analytics?.flush();
      return at;
    },
    close: () => analytics?.closeAndFlush({ timeout: 1_000 }),
  };
}
export type Client = ReturnType<typeof createClient>;

function traitsOf({ email, firstName, hasCaseOwner }: Customer, at: Date) {
  return {
    email,
    createdAt: new Date(at.getTime() - HOUR_MS).toISOString(),
    ...(firstName && { firstName }),
    ...(hasCaseOwner && { caseOwnerEmail: "kim@trig.test" }),
  };
}

/** Asks until there is an answer; a refusal is no such thing. */
async function persevere<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  const deadline = Date.now() + GIVE_UP_AFTER_MS;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      await restAfter(error);
      if (Date.now() > deadline) throw error;
    }
  }
}

async function restAfter(error: unknown): Promise<void> {
  if (error instanceof Error && /was answered with 4\d\d/.test(error.message)) throw error;
  await new Promise((done) => setTimeout(done, AGAIN_AFTER_MS));
}
