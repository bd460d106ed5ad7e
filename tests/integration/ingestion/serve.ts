import { createServer } from "node:http";
import { Readable } from "node:stream";
import type { frontFor } from "@/lib/edge/ingestion/front";

type Handler = (request: Request) => Promise<Response>;
type Front = ReturnType<typeof frontFor>;

/** Mounts a handler that speaks Web requests on a real port of this machine, behind what takes its own share first. */
export async function serve(
  handler: Handler,
  front: Front = () => false,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(async (incoming, outgoing) => {
    if (front(incoming, outgoing)) return;
    const headers = new Headers();
    for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
    const hasBody = incoming.method !== "GET" && incoming.method !== "HEAD";
    const request = new Request(`http://localhost${incoming.url}`, {
      method: incoming.method ?? "GET",
      headers,
      // Node's own declaration of a web stream and the DOM's differ in name only.
      body: hasBody ? (Readable.toWeb(incoming) as ReadableStream) : null,
      duplex: "half",
    } as RequestInit);
    const response = await handler(request);
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const bound = server.address();
  const port = typeof bound === "object" && bound ? bound.port : 0;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return { url: `http://127.0.0.1:${port}`, close };
}
