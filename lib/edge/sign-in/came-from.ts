import "server-only";
import { BlockList } from "node:net";
import { clientAddress, networkOf, proxyList } from "@/lib/client-address";
import { env, serverlessHost } from "@/lib/env";

// app/server.mjs sees the connection and writes its address into this header, whatever the client had put there.
const PEER = "x-trig-peer";

declare global {
  /** Set by app/server.mjs: without it the header above is the client's own. */
  var trigTellsPeers: boolean | undefined;
}

/** The address a request came from, as far as it can be believed: the header X-Forwarded-For only from a proxy that TRIG_TRUSTED_PROXIES names. */
export function addressOf(headers: Headers): string {
  const proxies = proxyList(env().TRIG_TRUSTED_PROXIES ?? "") ?? new BlockList();
  const forwarded = headers.get("x-forwarded-for") ?? undefined;
  const peer = globalThis.trigTellsPeers ? headers.get(PEER) : null;
  // A serverless host has no connection to show; its own proxy stands before every function and writes the last entry.
  const last = serverlessHost() ? forwarded?.split(",").at(-1) : undefined;
  return clientAddress({ peer: peer ?? last, forwarded, proxies });
}

/** What tries are counted by. */
export function cameFrom(headers: Headers): string {
  return networkOf(addressOf(headers));
}
