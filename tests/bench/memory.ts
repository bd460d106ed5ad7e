import { existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { folderOf } from "@/db/embedded/folder";
import { findPostmaster } from "@/db/embedded/postmaster";
import { type Figure, figure } from "@/tests/bench/report";
import type { Setting } from "@/tests/bench/setting";

const PEER_MIB = 902;
const SETTLES_MS = 5_000;

/** Memory of the app and of its PostgreSQL together, at rest: each process's share of what it has mapped. */
export async function idleMemory({ app, dataDir }: Setting): Promise<Figure[]> {
  if (!existsSync("/proc/self/smaps_rollup")) return [];
  await sleep(SETTLES_MS);
  const roots = [app.pid, findPostmaster(folderOf(dataDir)) ?? 0];
  const pids = roots.flatMap(withChildren);
  const mib = pids.reduce((sum, pid) => sum + shareOf(pid), 0) / 1024;
  return [
    figure("idle memory", mib, "MiB", {
      bound: { below: PEER_MIB },
      note: `${pids.length} processes, proportional shares`,
    }),
  ];
}

function withChildren(pid: number): number[] {
  const children = read(`/proc/${pid}/task/${pid}/children`).split(" ").filter(Boolean).map(Number);
  return pid === 0 ? [] : [pid, ...children.flatMap(withChildren)];
}

/** In KiB. */
function shareOf(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    // It ended meanwhile.
    return "";
  }
}
