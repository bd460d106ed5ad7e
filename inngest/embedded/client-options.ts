import { randomBytes } from "node:crypto";
import type { ClientOptions } from "inngest";

export interface EmbeddedKeys {
  signingKey: string;
  eventKey: string;
}

/** Keys that only this process knows: the executor calls our own handler, nobody else can. */
export function makeEmbeddedKeys(): EmbeddedKeys {
  return {
    signingKey: `signkey-embedded-${randomBytes(32).toString("hex")}`,
    eventKey: randomBytes(16).toString("hex"),
  };
}

/** What makes an Inngest client talk to the embedded executor instead of a server. */
export function embeddedClientOptions(keys: EmbeddedKeys, fetch: typeof globalThis.fetch) {
  return {
    ...keys,
    fetch,
    isDev: false,
    baseUrl: "http://embedded.local/",
    checkpointing: false,
    aiMetadata: false,
  } satisfies Partial<ClientOptions>;
}
