import { readFileSync } from "node:fs";
import { folderOf } from "@/db/embedded/folder";
import { findPostmaster } from "@/db/embedded/postmaster";
import type { Setting } from "@/tests/bench/setting";

/** The app's process and those of its PostgreSQL, which may be its children. */
export function processesOf({ app, dataDir }: Setting): number[] {
  return [...new Set([app.pid, findPostmaster(folderOf(dataDir)) ?? 0].flatMap(withChildren))];
}

/** What the system says of a process; "" when it has ended or this system says nothing. */
export function readProcess(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8").trim();
  } catch {
    return "";
  }
}

function withChildren(pid: number): number[] {
  const children = readProcess(pid, `task/${pid}/children`).split(" ").filter(Boolean).map(Number);
  return pid === 0 ? [] : [pid, ...children.flatMap(withChildren)];
}
