import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { processesOf, readProcess } from "@/tests/bench/processes";
import { type Figure, figure } from "@/tests/bench/report";
import type { Setting } from "@/tests/bench/setting";

const PEER_MIB = 902;
const SETTLES_MS = 5_000;

/** Memory of the app and of its PostgreSQL together, at rest: each process's share of what it has mapped. */
export async function idleMemory(setting: Setting): Promise<Figure[]> {
  if (!existsSync("/proc/self/smaps_rollup")) return [];
  await sleep(SETTLES_MS);
  const pids = processesOf(setting);
  const mib = pids.reduce((sum, pid) => sum + shareOf(pid), 0) / 1024;
  return [
    figure("idle memory", mib, "MiB", {
      bound: { below: PEER_MIB },
      note: `${pids.length} processes, proportional shares`,
    }),
  ];
}

/** In KiB. */
function shareOf(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB$/m.exec(readProcess(pid, "smaps_rollup"))?.[1] ?? 0);
}
