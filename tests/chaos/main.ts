// npm run chaos [-- --kills 20 --seed 7 --customers 200]: customers live through the Onboarding Nudge while the app, and in half of the
// cases its PostgreSQL, is killed again and again. At the end each of them has exactly the messages that the rules say.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createClient } from "./client";
import { judge } from "./judge";
import { planChaos } from "./plan";
import { playChaos } from "./play";
import { startProviders } from "./providers";
import { startVictim } from "./victim";

const API_KEY = "trig_api_chaos_0123456789abcdef";
const HEARTBEAT_MS = 8_000;
const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "20" },
    seed: { type: "string", default: "7" },
    customers: { type: "string", default: "200" },
  },
});
const began = Date.now();
const write = (line: string) => {
  const seconds = ((Date.now() - began) / 1000).toFixed(1).padStart(6);
  process.stdout.write(`${seconds} s  ${line}\n`);
};
let atHours = 0;
const tell = (words: string) => {
  const { mails, notes } = providers.counts();
  write(`day ${(atHours / 24).toFixed(1).padStart(4)}, ${mails} mails, ${notes} notes  ${words}`);
};
const seed = wholeNumber("seed");
const plan = planChaos({ seed, kills: wholeNumber("kills"), customers: wholeNumber("customers") });

const dataDir = mkdtempSync(join(tmpdir(), "trig-chaos-"));
const providers = await startProviders(seed);
setInterval(() => tell("..."), HEARTBEAT_MS).unref();
const victim = await startVictim({
  dataDir,
  env: {
    DATABASE_URL: "",
    INNGEST_BASE_URL: "",
    INNGEST_EVENT_KEY: "",
    TRIG_INSTANCE: "test",
    TRIG_API_KEY: API_KEY,
    TRIG_SECRET_KEY: "a secret of thirty-two characters",
    RESEND_BASE_URL: providers.resendUrl,
    SLACK_API_URL: providers.slackUrl,
  },
});
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, async () => {
    await victim.abandon();
    rmSync(dataDir, { recursive: true, force: true });
    process.exit(130);
  });
}
write(`The app runs at ${victim.url}`);
const client = createClient(victim.url, API_KEY);
const passed = await run().catch((error: unknown) => {
  write(`The test did not come to its end: ${error instanceof Error ? error.stack : error}`);
  return false;
});
if (!passed) {
  const log = join(tmpdir(), `trig-chaos-${process.pid}.log`);
  writeFileSync(log, victim.words());
  write(`What the app printed is in ${log}`);
}
await client.close();
await victim.stop();
await providers.close();
rmSync(dataDir, { recursive: true, force: true });
process.exit(passed ? 0 : 1);

async function run(): Promise<boolean> {
  await client.prepare();
  const tellAt = (hours: number, words: string) => {
    atHours = hours;
    tell(words);
  };
  const { lives, kills } = await playChaos({ plan, dataDir, victim, client, providers, tell: tellAt });
  const { sentence, faults } = await judge({ lives, kills, dataDir, victim, client, providers });
  for (const fault of faults) write(fault);
  write(sentence);
  return faults.length === 0;
}

function wholeNumber(name: "kills" | "seed" | "customers"): number {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number >= 0) return number;
  process.stderr.write(`--${name} must be a whole number, not ${values[name]}.\n`);
  process.exit(2);
}
