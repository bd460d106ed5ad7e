// The built app's server: what analytics clients send goes straight to ingestion (lib/edge/ingestion/front.ts), everything else through Next.
import { AsyncLocalStorage } from "node:async_hooks";
import { once } from "node:events";
import { createAppServer, tellApart } from "./serving.mjs";

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 };
/** What is under way is answered by then; screens that follow along end their lines by themselves. */
const ANSWER_WITHIN_MS = 5_000;

process.env.NODE_ENV = "production";
process.env.NEXT_TELEMETRY_DISABLED = "1";
globalThis.trigTellsPeers = true;
const NativeDate = Date;
const { default: next } = await import("next");
const hostname = process.env.TRIG_HOST || "127.0.0.1";
// Here db/failed-query.ts notes for whom the database was away.
globalThis.trigAsked = new AsyncLocalStorage();
const { server, stop: stopServing } = createAppServer((request, response) => {
  if (globalThis.trigFront?.(request, response)) return;
  if (!isAddress(request.url)) {
    response.writeHead(400, { "content-type": "text/plain; charset=utf-8" }).end("Nothing has this address.");
    return;
  }
  const asked = { isDatabaseAway: false };
  tellApart(response, () => asked.isDatabaseAway);
  // Whatever the client wrote there: lib/edge/sign-in/came-from.ts believes it.
  request.headers["x-trig-peer"] = request.socket.remoteAddress ?? "";
  ready
    .then((handle) => globalThis.trigAsked.run(asked, () => handle(request, response)))
    .catch((error) => {
      console.error(error);
      response.destroy();
    });
});
server.listen(Number(process.env.PORT || 3000), hostname);
await once(server, "listening");
// With port 0 the system picked one; the engine says its address by it.
process.env.PORT = String(server.address().port);
const app = next({ dev: false, hostname, port: Number(process.env.PORT), httpServer: server });
const ready = app.prepare().then(() => {
  // Next puts a Date of its own in the place of the language's, to find pages that read the clock while they are made ahead of time. None
  // of ours are, and each of an event's many dates would take the detour.
  globalThis.Date = NativeDate;
  NativeDate.prototype.constructor = NativeDate;
  return app.getRequestHandler();
});
for (const [signal, code] of Object.entries(EXIT_CODES)) process.once(signal, () => stop(code));
await ready;

/** Next stumbles over a percent sign that encodes nothing. */
function isAddress(url) {
  try {
    decodeURIComponent(url.split("?")[0]);
    return true;
  } catch {
    return false;
  }
}

async function stop(code) {
  await stopServing(ANSWER_WITHIN_MS);
  await app.close();
  process.exit(code);
}
