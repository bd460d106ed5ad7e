import { Inngest } from "inngest";
import { env } from "@/lib/env";
import { type EmbeddedKeys, embeddedClientOptions, makeEmbeddedKeys } from "./embedded/client-options";
import type { Executor } from "./embedded/executor";

// Route bundles and the start-up bundle each have a copy of this module; the process has one engine.
declare global {
  var trigEngine: { keys: EmbeddedKeys; executor: Executor | null } | undefined;
}

/** Inngest Cloud or a self-hosted server drives the functions where the environment names one; else the embedded executor does. */
export function engineMode(): "embedded" | "inngest" {
  const { INNGEST_EVENT_KEY, INNGEST_BASE_URL } = env();
  return INNGEST_EVENT_KEY || INNGEST_BASE_URL ? "inngest" : "embedded";
}

/** Whether every run begins in this process: no other can work on our database, as only the app that holds its data folder is let in. */
export function isAlone(): boolean {
  return engineMode() === "embedded" && !env().DATABASE_URL;
}

/** What this process's embedded engine is made of. */
export function embeddedEngine() {
  globalThis.trigEngine ??= { keys: makeEmbeddedKeys(), executor: null };
  return globalThis.trigEngine;
}

const throughExecutor: typeof fetch = (input, init) => {
  const { executor } = embeddedEngine();
  if (!executor) return Promise.reject(new Error("The embedded engine has not started yet."));
  return executor.fetch(input, init);
};

/** A server that is asked and does not answer is not waited for without end. */
const ANSWERS_WITHIN_MS = 8_000;
const withinLimit: typeof fetch = (input, init) =>
  fetch(input, { ...init, signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) });

/** The one client of this process. Signatures are checked in every mode. */
export const inngest = new Inngest({
  id: "trig",
  // The SDK logs whole errors, queries and their parameters included; the engine tells what failed without them.
  logger: { info() {}, debug() {}, warn: (...said: unknown[]) => console.warn(said[0]), error() {} },
  ...(engineMode() === "embedded"
    ? embeddedClientOptions(embeddedEngine().keys, throughExecutor)
    : { isDev: false, checkpointing: false, aiMetadata: false, fetch: withinLimit }),
});
