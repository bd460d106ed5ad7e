import { existsSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { processesOf, readProcess } from "@/tests/bench/processes";
import { type Figure, figure } from "@/tests/bench/report";
import type { Setting } from "@/tests/bench/setting";
import { signIn } from "@/tests/bench/sign-in";

const SCREENS = 50;
const SETTLES_MS = 3_000;
const WATCHED_MS = 10_000;
/** /proc counts in hundredths of a second on every Linux. */
const TICKS_PER_SECOND = 100;

/** What screens cost that are open while nothing happens: time of one core that app and PostgreSQL take, less what they take without them. */
export async function openScreens(setting: Setting): Promise<Figure[]> {
  if (!existsSync("/proc/self/stat")) return [];
  const { slug, cookie } = await signIn(setting);
  await sleep(SETTLES_MS);
  const alone = await busyShare(setting);
  const lines = await Promise.all(
    Array.from({ length: SCREENS }, () => open(`${setting.app.url}/api/screens/${slug}/live`, cookie)),
  );
  const watched = await busyShare(setting);
  for (const line of lines) line.destroy();
  return [
    figure(`${SCREENS} idle open screens`, (watched - alone) * 100, "% of a core", {
      note: `${(alone * 100).toFixed(1)} % without them`,
    }),
  ];
}

async function busyShare(setting: Setting): Promise<number> {
  const pids = processesOf(setting);
  const before = ticks(pids);
  const began = performance.now();
  await sleep(WATCHED_MS);
  return (ticks(pids) - before) / TICKS_PER_SECOND / ((performance.now() - began) / 1000);
}

function ticks(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    // The name, in brackets, may hold anything; user and system time are the 12th and 13th field behind it.
    const fields = readProcess(pid, "stat").split(") ").at(-1)?.split(" ") ?? [];
    return sum + Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  }, 0);
}

/** A line that is told of every change, once it has been told of the first. */
function open(url: string, cookie: string): Promise<IncomingMessage> {
  return new Promise((done, fail) => {
    request(url, { headers: { cookie }, agent: false }, (answer) => {
      if (answer.statusCode !== 200) fail(new Error(`${url} was answered with ${answer.statusCode}.`));
      answer.on("error", () => {});
      answer.once("data", () => done(answer));
    })
      .on("error", fail)
      .end();
  });
}
