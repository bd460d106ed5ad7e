import { connect as connectTcp } from "node:net";
import { createWebSocketStream, WebSocketServer } from "ws";

/** Neon's way in, for a PostgreSQL on this machine: each WebSocket is one TCP connection to the address that it names. */
export async function startWsProxy(): Promise<{ address: string; stop(): Promise<void> }> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  await new Promise((done) => server.once("listening", done));
  server.on("connection", (socket, request) => {
    const target = new URL(request.url ?? "", "ws://proxy").searchParams.get("address") ?? "";
    const cut = target.lastIndexOf(":");
    const outer = createWebSocketStream(socket);
    const inner = connectTcp({
      host: target.slice(0, cut),
      port: Number(target.slice(cut + 1)),
      noDelay: true,
    });
    outer.on("error", () => inner.destroy());
    inner.on("error", () => socket.terminate());
    outer.pipe(inner).pipe(outer);
  });
  const bound = server.address();
  const port = typeof bound === "object" && bound ? bound.port : 0;
  const stop = async () => {
    for (const socket of server.clients) socket.terminate();
    await new Promise((done) => server.close(done));
  };
  return { address: `127.0.0.1:${port}`, stop };
}
