import { z } from "zod";
import type { Client } from "./client";
import { expectedMessages, type Lived } from "./expected";
import type { Providers } from "./providers";
import { untilQuiet } from "./stuck";
import { compareMessages } from "./verdict";
import type { Victim } from "./victim";

const QUIET_WITHIN_MS = 120_000;
const MOST_SHOWN = 10;
/** How the app logs what it answered with 500: that is a bug, whatever was killed. */
const BUG = /^Error [0-9a-f-]{36}:.*$/gm;
const health = z.looseObject({
  status: z.string(),
  workspaces: z.array(z.looseObject({ sentences: z.array(z.string()) })),
});

/** Waits until everything is quiet and compares what arrived with what the rules say. */
export async function judge(stage: {
  lives: readonly Lived[];
  kills: number;
  dataDir: string;
  victim: Victim;
  client: Client;
  providers: Providers;
}): Promise<{ sentence: string; faults: string[] }> {
  const { lives, kills, client, providers } = stage;
  const stuck = await untilQuiet(stage.dataDir, QUIET_WITHIN_MS);
  const endAt = await client.now();
  const emails = lives.map(({ customer }) => customer.email);
  const expected = lives.flatMap((lived) => expectedMessages(lived, endAt));
  const arrived = providers.arrived(emails);
  const { doubled, missing } = compareMessages(expected, arrived);
  const { status, workspaces } = health.parse(await client.health());
  const unwell = status === "ok" ? [] : workspaces.flatMap(({ sentences }) => sentences);
  const faults = [
    ...shown("doubled", doubled),
    ...shown("missing", missing),
    ...shown("stuck", stuck),
    ...shown("refused by the app", client.refused),
    ...shown("health", unwell),
    ...shown("bug", stage.victim.words().match(BUG) ?? []),
  ];
  const sentence = `chaos: ${kills} kills, ${lives.length} customers, ${arrived.length} messages, ${doubled.length} doubled, ${missing.length} missing, ${stuck.length} stuck`;
  return { sentence, faults };
}

function shown(what: string, found: readonly string[]): string[] {
  const lines = found.slice(0, MOST_SHOWN).map((one) => `${what}: ${one}`);
  return found.length > MOST_SHOWN ? [...lines, `${what}: and ${found.length - MOST_SHOWN} more`] : lines;
}
