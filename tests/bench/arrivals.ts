import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { post } from "@/tests/bench/http";
import type { Setting } from "@/tests/bench/setting";
import { trackCall } from "@/tests/bench/traffic";

const email = z.looseObject({ to: z.union([z.string(), z.array(z.string())]) });

/** This process's clock in milliseconds since 1970, as fine as the system has it. */
export const clock = () => performance.timeOrigin + performance.now();

/** Events of different people at an even pace. */
export interface Load {
  event: string;
  perSecond: number;
  /** The first person's number. */
  first: number;
  count: number;
}

/** When each address's mail reached the provider, filled in as requests arrive there. */
export function watchProvider({ resend }: Setting): { arrived: Map<string, number>; stop(): void } {
  const arrived = new Map<string, number>();
  resend.faults.always = ({ body }) => {
    const at = clock();
    for (const to of addressesIn(body)) arrived.set(to, at);
    return null;
  };
  return {
    arrived,
    stop() {
      resend.faults.always = null;
    },
  };
}

/** Does something at an even pace, whether or not the one before is done; resolves when all are. */
export async function atPace(
  perSecond: number,
  count: number,
  act: (at: number) => Promise<unknown>,
): Promise<void> {
  const under: Promise<unknown>[] = [];
  const began = clock();
  for (let at = 0; at < count; at++) {
    await sleep(Math.max(0, began + (at * 1000) / perSecond - clock()));
    under.push(act(at));
  }
  await Promise.all(under);
}

/** Sends events at an even pace; returns when each request left, by the person's address. */
export async function sendEvents(
  { app, writeKey }: Setting,
  { event, perSecond, first, count }: Load,
): Promise<Map<string, number>> {
  const left = new Map<string, number>();
  await atPace(perSecond, count, (at) => {
    const body = JSON.stringify(trackCall(first + at, event));
    left.set(addressOf(first + at), clock());
    return post(app.url, { path: "/v1/track", writeKey, body });
  });
  return left;
}

/** Milliseconds from each departure to the moment that belongs to the same address; fails if one never came. */
export function since(left: ReadonlyMap<string, number>, moments: ReadonlyMap<string, number>): number[] {
  return [...left].map(([address, at]) => {
    const moment = moments.get(address);
    if (moment === undefined) throw new Error(`What was sent for ${address} never arrived.`);
    return moment - at;
  });
}

const addressOf = (person: number) => `user-${person}@bench.test`;

function addressesIn(body: string): string[] {
  const asked: unknown = JSON.parse(body);
  const messages = Array.isArray(asked) ? asked : [asked];
  return messages.flatMap((one) => [email.parse(one).to].flat());
}
