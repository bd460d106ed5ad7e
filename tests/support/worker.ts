import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import workerd from "workerd";
import { z } from "zod";

/** Without compatibility flags, so without Node's modules. */
const COMPATIBILITY_DATE = "2026-11-01";
const listening = z.object({ event: z.literal("listen"), socket: z.literal("http"), port: z.number() });

/** Runs a bundled file of ours in workerd; everything it fetches goes to one port of this machine. */
export async function startWorker(options: {
  entry: string;
  environment: Record<string, string>;
  outsidePort: number;
}): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), `trig-test-${process.pid}-worker-`));
  writeFileSync(join(folder, "worker.js"), (await bundleWorker(options.entry)).text);
  writeFileSync(join(folder, "worker.capnp"), settings(options.environment, options.outsidePort));
  const child = spawn(workerd, ["serve", join(folder, "worker.capnp"), "--control-fd=3"], {
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  const exited = new Promise<void>((done) => child.once("exit", () => done()));
  const port = await portOf(child);
  const stop = async () => {
    process.off("exit", end);
    end();
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: `http://127.0.0.1:${port}`, stop };
}

/** Bundles a file of ours for an edge host. An import of one of Node's modules makes it fail. */
export async function bundleWorker(entry: string): Promise<{ text: string; bytes: number; files: string[] }> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: fileURLToPath(new URL("../..", import.meta.url)),
    entryPoints: [entry],
    write: false,
    metafile: true,
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2023",
    // Under react-server the package server-only is empty.
    conditions: ["workerd", "worker", "react-server"],
    logLevel: "silent",
  });
  const [only] = outputFiles;
  if (!only) throw new Error(`Nothing came of ${entry}.`);
  return { text: only.text, bytes: only.contents.length, files: Object.keys(metafile.inputs) };
}

function settings(environment: Record<string, string>, outsidePort: number): string {
  const bindings = Object.entries(environment).map(
    ([name, text]) => `(name = ${JSON.stringify(name)}, text = ${JSON.stringify(text)})`,
  );
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "worker", worker = (
      modules = [(name = "worker.js", esModule = embed "worker.js")],
      compatibilityDate = "${COMPATIBILITY_DATE}",
      bindings = [${bindings.join(", ")}],
      globalOutbound = "outside",
    )),
    (name = "outside", external = (address = "127.0.0.1:${outsidePort}", http = ())),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "worker")],
);
`;
}

async function portOf({ stdio: [, , errors, control] }: ChildProcess): Promise<number> {
  if (!(control instanceof Readable) || !(errors instanceof Readable))
    throw new Error("workerd has no way to tell its port.");
  let words = "";
  errors.on("data", (piece) => {
    words += piece;
  });
  for await (const line of createInterface(control)) {
    const told = listening.safeParse(JSON.parse(line));
    if (told.success) return told.data.port;
  }
  throw new Error(`workerd does not start: ${words}`);
}
