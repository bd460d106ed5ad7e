import { once } from "node:events";
import { Agent, type IncomingMessage, request, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { afterEach, expect, it } from "vitest";
import { createAppServer, tellApart } from "@/app/serving.mjs";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** The app's server with somebody simple to answer. */
async function open(answer: Answer) {
  const { server, stop } = createAppServer(answer);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const bound = server.address();
  const port = typeof bound === "object" && bound ? bound.port : 0;
  stops.push(() => stop(0));
  return { server, port, stop: () => stop(20_000) };
}

function ask(
  port: number,
  { agent, headers = {}, body }: { agent?: Agent; headers?: Record<string, string>; body?: string } = {},
) {
  return new Promise<{ status: number | undefined; headers: IncomingMessage["headers"]; text: string }>(
    (done, fail) => {
      const options = {
        port,
        host: "127.0.0.1",
        agent: agent ?? false,
        headers,
        method: body === undefined ? "GET" : "POST",
      };
      const sent = request(options, async (response) => {
        let text = "";
        for await (const piece of response) text += piece;
        done({ status: response.statusCode, headers: response.headers, text });
      });
      sent.on("error", fail);
      sent.end(body);
    },
  );
}

it("when it stops, what is under way is answered on a connection that ends, idle ones end at once, and whoever asks anew is told to come again", async () => {
  const waiting: ServerResponse[] = [];
  const { server, port, stop } = await open((asked, response) => {
    if (asked.url === "/slow") waiting.push(response);
    else response.end("fast");
  });
  // One connection that has been answered and stays open, one that has only been opened, one under way with another request behind it.
  const idle = new Agent({ keepAlive: true });
  expect((await ask(port, { agent: idle })).headers.connection).toBe("keep-alive");
  const opened = connect(port, "127.0.0.1");
  const busy = connect(port, "127.0.0.1");
  await Promise.all([once(opened, "connect"), once(busy, "connect")]);
  busy.write("GET /slow HTTP/1.1\r\nhost: trig\r\n\r\n");
  await once(server, "request");
  const said = textOf(busy);
  const toldLate = textOf(opened);
  const stopped = stop();
  opened.write("GET /slow HTTP/1.1\r\nhost: trig\r\n\r\n");
  waiting[0]?.end("slow");
  expect(await said).toMatch(/200 OK[\s\S]*connection: close[\s\S]*slow/i);
  expect(await toldLate).toMatch(/^$|503[\s\S]*retry-after: 2[\s\S]*connection: close/i);
  await stopped;
  idle.destroy();
});

it("a client that keeps its connection open and goes on sending is answered 503 and let go", async () => {
  const waiting: ServerResponse[] = [];
  const { port, server, stop } = await open((_, response) => void waiting.push(response));
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.write("GET /1 HTTP/1.1\r\nhost: trig\r\n\r\n");
  await once(server, "request");
  // This answer has begun, and has said that the connection stays.
  waiting[0]?.write("begun ");
  const said = textOf(socket);
  const stopped = stop();
  socket.write("GET /2 HTTP/1.1\r\nhost: trig\r\n\r\n");
  waiting[0]?.end("and done");
  await stopped;
  expect(await said).toMatch(/200 OK[\s\S]*begun[\s\S]*and done/);
  expect((await said).match(/ 200 OK/g)).toHaveLength(1);
  expect(waiting).toHaveLength(1);
});

it("stopping under load answers all that had been taken and takes nothing more", async () => {
  let taken = 0;
  const { port, stop } = await open((_, response) => {
    taken++;
    setImmediate(() => response.end("done"));
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  let answered = 0;
  let isOver = false;
  const client = async () => {
    while (!isOver) {
      const { status } = await ask(port, { agent });
      if (status === 200) answered++;
      else isOver = true;
    }
  };
  const clients = Array.from({ length: 16 }, () => client().catch(() => {}));
  while (answered < 200) await new Promise(setImmediate);
  const stopped = stop();
  const takenByThen = taken;
  await stopped;
  isOver = true;
  await Promise.all(clients);
  agent.destroy();
  expect(taken).toBe(takenByThen);
});

function textOf(socket: ReturnType<typeof connect>): Promise<string> {
  return new Promise((done) => {
    let text = "";
    socket.on("data", (piece) => {
      text += piece;
    });
    socket.on("error", () => {});
    socket.on("close", () => done(text));
  });
}

it.each([
  [
    "HTTP/2 without encryption, as curl --http2 and Java's client do",
    { upgrade: "h2c", connection: "Upgrade, HTTP2-Settings", "http2-settings": "AAMAAABkAAQAAP__" },
  ],
  ["a web socket", { upgrade: "websocket", connection: "Upgrade" }],
  ["TLS", { upgrade: "TLS/1.0", connection: "Upgrade" }],
])("a request that offers to change to %s is served as usual", async (_, headers) => {
  const { server, port } = await open((asked, response) => asked.pipe(response));
  // As Next does.
  const hangUp = (_: unknown, socket: { end(): void }) => socket.end();
  server.on("upgrade", hangUp);
  server.addListener("upgrade", hangUp);
  expect(await ask(port, { headers, body: "kept" })).toMatchObject({ status: 200, text: "kept" });
});

it("a page that fails while the database is away is a 503 that says when to come again; other failures and other answers stay what they are", async () => {
  const { port } = await open((asked, response) => {
    tellApart(response, () => asked.headers.away === "yes");
    response.statusCode = Number(asked.headers.status);
    if (asked.headers.how === "at once")
      response.writeHead(response.statusCode, "Said so", { "x-page": "1" });
    response.end("page");
  });
  const told = async (headers: Record<string, string>) => {
    const { status, headers: given } = await ask(port, { headers });
    return [status, given["retry-after"]];
  };
  expect(await told({ status: "500", away: "yes" })).toEqual([503, "2"]);
  expect(await told({ status: "500", away: "yes", how: "at once" })).toEqual([503, "2"]);
  expect(await told({ status: "500", away: "no" })).toEqual([500, undefined]);
  expect(await told({ status: "200", away: "yes" })).toEqual([200, undefined]);
});
