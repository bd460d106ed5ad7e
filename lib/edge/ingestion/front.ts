import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Incoming } from "@/lib/edge/ingestion/ingest-body";

/** Whether it took the request. */
type Front = (request: IncomingMessage, response: ServerResponse) => boolean;

const CALL = /^\/v1\/([A-Za-z]+)(?:\?|$)/;

/**
 * Takes the calls of the ingestion API straight from Node's server, which app/server.mjs offers every request first: Next's way to a
 * route costs several times what accepting an event does. What it leaves goes through Next, which has a route for the same calls.
 */
export function frontFor(answer: (request: Incoming, call: string) => Promise<Response>): Front {
  return (request, response) => {
    const call = request.method === "POST" && CALL.exec(request.url ?? "")?.[1];
    if (!call) return false;
    void answer(incomingOf(request), call).then((given) => give(request, response, given));
    return true;
  };
}

function incomingOf(request: IncomingMessage): Incoming {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
  return { method: "POST", url: `http://localhost${request.url}`, headers, body: request };
}

async function give(request: IncomingMessage, response: ServerResponse, given: Response): Promise<void> {
  const body = Buffer.from(await given.arrayBuffer());
  // What was not read to its end stands in the way of the next request.
  if (!request.complete) response.shouldKeepAlive = false;
  const headers = { ...Object.fromEntries(given.headers), "content-length": body.length };
  response.writeHead(given.status, headers).end(body);
}
