import { and, eq } from "drizzle-orm";
import { expect } from "vitest";
import { connect } from "@/db/connect";
import { deliveries } from "@/db/schema";
import type { Fault } from "../../support/stand-ins/server";
import { addDelivery, alarm, realTimePasses, send, test } from "./setting";

const kinds: Fault[] = [
  { kind: "reset", recorded: true },
  { kind: "reset", recorded: false },
  { kind: "answer", status: 500, recorded: true },
  { kind: "answer", status: 500, recorded: false },
  { kind: "answer", status: 429, recorded: false },
];

/** The same faults in the same order for the same seed. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

test.for(["email", "slack"] as const)(
  "whatever goes wrong at the provider of %s, every message arrives exactly once",
  async (channel, { ctx, job, database, providers }) => {
    const provider = channel === "email" ? providers.resend : providers.slack;
    const roll = dice(42);
    let faults = 0;
    provider.faults.always = () => {
      if (roll() >= 0.4) return null;
      faults += 1;
      return kinds[Math.floor(roll() * kinds.length)] ?? null;
    };
    const others = [connect(database), connect(database)];
    const senders = [database.db, ...others.map((one) => one.db)];

    const action = channel === "slack" ? { action: alarm, moment: "exit" as const } : {};
    const count = (status: "waiting" | "sent") =>
      ctx.db.$count(
        deliveries,
        and(eq(deliveries.workspaceId, ctx.workspaceId), eq(deliveries.status, status)),
      );
    for (let round = 0; round < 60; round++) {
      if (round < 4)
        for (let i = 0; i < 9; i++)
          await addDelivery(ctx, job, { firstName: `Person ${round}-${i}`, ...action });
      await Promise.all(senders.map((each) => send({ ...ctx, db: each }, channel)));
      if (round > 4 && (await count("waiting")) === 0) break;
      await realTimePasses(ctx, 0.3);
    }

    expect(await count("sent")).toBe(36);
    expect(provider.messages).toHaveLength(36);
    expect(new Set(provider.messages.map((message) => message.text)).size).toBe(36);
    expect(faults).toBeGreaterThan(5);
    await Promise.all(others.map((one) => one.close()));
  },
);
