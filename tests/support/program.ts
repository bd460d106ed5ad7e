import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A program of tests/support that runs as a process of its own. */
export interface Program {
  child: ChildProcess;
  /** The first line it prints. */
  says: Promise<string>;
  /** Sends a signal and waits for the end; resolves to the exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Runs a TypeScript program of ours the way the server would see it. */
export function runProgram(path: string, options: Pick<SpawnOptions, "env" | "uid" | "gid">): Program {
  const args = ["--conditions=react-server", "--import", "tsx", path];
  const child = spawn(process.execPath, args, { ...options, stdio: ["ignore", "pipe", "inherit"] });
  const gone = once(child, "exit");
  const says = new Promise<string>((done, fail) => {
    createInterface({ input: child.stdout }).once("line", done);
    gone.then(() => fail(new Error(`${path} ended with ${child.exitCode} and said nothing`)));
  });
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await gone;
    return child.exitCode;
  };
  return { child, says, end };
}
