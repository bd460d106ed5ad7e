import { createServer, type IncomingHttpHeaders } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

export interface StandInRequest {
  method: string;
  /** Without the query. */
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}
export interface StandInAnswer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}
/** What the provider does on the wire: an answer, silence, or a broken connection. */
export type Reply = StandInAnswer | "hang" | "reset";

/** Something that goes wrong, before or after the provider has truly done what was asked. */
export type Fault =
  | { kind: "answer"; status: number; recorded: boolean; headers?: Record<string, string>; body?: unknown }
  | { kind: "hang"; recorded: boolean }
  | { kind: "reset"; recorded: boolean }
  | { kind: "delay"; ms: number }
  | { kind: "late"; ms: number }
  | { kind: "wait"; until: Promise<unknown> };

export interface Faults {
  /** The next so many requests (to this path, if given) meet this fault. */
  next(fault: Fault, times?: number, path?: string): void;
  /** Asked for every request that no planned fault meets. */
  always: ((request: StandInRequest) => Fault | null) | null;
  clear(): void;
  take(request: StandInRequest): Fault | null;
}

export function createFaults(): Faults {
  let planned: { fault: Fault; path?: string }[] = [];
  return {
    always: null,
    next(fault, times = 1, path) {
      for (let i = 0; i < times; i++) planned.push({ fault, path });
    },
    clear() {
      planned = [];
      this.always = null;
    },
    take(request) {
      const at = planned.findIndex(({ path }) => path === undefined || request.path.endsWith(path));
      if (at === -1) return this.always?.(request) ?? null;
      return planned.splice(at, 1)[0]?.fault ?? null;
    },
  };
}

/** Does what was asked and answers, as far as the fault lets it. */
export async function withFault(
  fault: Fault | null,
  act: () => StandInAnswer,
  failure: (status: number) => unknown,
): Promise<Reply> {
  if (fault?.kind === "late") {
    const answer = act();
    await sleep(fault.ms);
    return answer;
  }
  if (fault?.kind === "delay") await sleep(fault.ms);
  if (fault?.kind === "wait") await fault.until;
  if (fault === null || fault.kind === "delay" || fault.kind === "wait") return act();
  if (fault.recorded) act();
  if (fault.kind !== "answer") return fault.kind;
  return { status: fault.status, headers: fault.headers, body: fault.body ?? failure(fault.status) };
}

/** An HTTP server on this machine that stands in for a provider. */
export async function startServer(
  handle: (request: StandInRequest) => Promise<Reply>,
  port = 0,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const request: StandInRequest = {
      method: incoming.method ?? "GET",
      path: (incoming.url ?? "/").split("?")[0] ?? "/",
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString("utf8"),
    };
    const reply = await handle(request).catch((error: unknown): Reply => {
      return { status: 500, body: { name: "stand_in_bug", message: String(error) } };
    });
    if (reply === "hang") return;
    if (reply === "reset") {
      incoming.socket.resetAndDestroy();
      return;
    }
    outgoing.writeHead(reply.status, { "content-type": "application/json; charset=utf-8", ...reply.headers });
    outgoing.end(typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body));
  });
  // A client that was killed in the middle of a request is no concern of the provider.
  server.on("clientError", (_, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The stand-in has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
