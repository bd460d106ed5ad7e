import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** What runs under a process id: its command line, as whom it runs, and the moment it began, as the system words it. */
export interface RunningProcess {
  command: string;
  uid: number;
  began: string;
}

/** The process with this id, or null when there is none or only its remains. */
export function findProcess(pid: number): RunningProcess | null {
  return process.platform === "linux" ? fromProc(pid) : fromPs(pid);
}

function fromProc(pid: number): RunningProcess | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may hold anything; the fields after it start with the state, and the 20th is the start time.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z" || fields[0] === "X") return null;
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return {
      command: readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " "),
      uid: Number(/^Uid:\s+(\d+)/m.exec(status)?.[1]),
      began: fields[19] ?? "",
    };
  } catch {
    return null;
  }
}

function fromPs(pid: number): RunningProcess | null {
  const { stdout, status } = spawnSync("ps", ["-o", "stat=,uid=,lstart=,command=", "-p", String(pid)], {
    encoding: "utf8",
  });
  const [, state = "", uid, began = "", command = ""] =
    /^(\S+)\s+(-?\d+)\s+(\S+ \S+ +\S+ \S+ \S+)\s+(.*)$/.exec((stdout ?? "").trim()) ?? [];
  return status === 0 && !state.startsWith("Z") ? { command, uid: Number(uid), began } : null;
}
