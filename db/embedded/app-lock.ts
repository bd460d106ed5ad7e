import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "@/lib/errors";
import { findProcess } from "./process";

/** One app at a time works on a data folder: a second is refused, and what a dead one left is taken over. Returns how to let go. */
export function takeAppLock(root: string): () => void {
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const lock = join(root, "app.lock");
  const mine = `${process.pid} ${findProcess(process.pid)?.began ?? ""}`;
  const draft = `${lock}.${process.pid}`;
  writeFileSync(draft, mine, { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 10; attempt++) {
      if (link(draft, lock)) return () => release(lock, mine);
      const holder = read(lock);
      if (holder === mine) return () => release(lock, mine);
      if (holder !== null && isAlive(holder)) {
        const sentence = `Trig already runs on the data folder ${root} (process ${holder.split(" ")[0]}): stop it first, or set TRIG_DATA_DIR.`;
        throw new AppError("conflict", sentence);
      }
      rename(lock, `${draft}.stale`);
    }
    throw new AppError(
      "conflict",
      `Several processes want the data folder ${root} at once: start one of them again.`,
    );
  } finally {
    rmSync(draft, { force: true });
    rmSync(`${draft}.stale`, { force: true });
  }
}

function isAlive(holder: string): boolean {
  const [pid = "", ...began] = holder.split(" ");
  const running = findProcess(Number.parseInt(pid, 10));
  return running !== null && running.began === began.join(" ");
}

function release(lock: string, mine: string): void {
  if (read(lock) === mine) rmSync(lock, { force: true });
}

function link(from: string, to: string): boolean {
  return succeeds(() => linkSync(from, to), "EEXIST");
}

function rename(from: string, to: string): boolean {
  return succeeds(() => renameSync(from, to), "ENOENT");
}

function succeeds(work: () => void, expected: string): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === expected) return false;
    throw error;
  }
}

function read(lock: string): string | null {
  try {
    return readFileSync(lock, "utf8");
  } catch {
    return null;
  }
}
