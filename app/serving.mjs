// What Node's own server does differently here, apart from whoever answers.
import { Server } from "node:http";

const TRY_AGAIN_S = "2";
/** Whatever is asked of this server has to arrive by then, however slowly. */
const ARRIVES_WITHIN_MS = 60_000;

/** Nobody changes protocols here. With a listener for that (Next adds one) Node would hand such requests to it alone, and it hangs up. */
class PlainServer extends Server {
  on(event, listener) {
    return event === "upgrade" ? this : super.on(event, listener);
  }
  addListener(event, listener) {
    return this.on(event, listener);
  }
}

/**
 * A server that can be stopped under load: what is under way is answered, on connections that end with that answer; idle ones end at once;
 * whoever asks anew on one that is still open is told to come again.
 */
export function createAppServer(answer) {
  const underWay = new Set();
  let isStopping = false;
  const server = new PlainServer({ requestTimeout: ARRIVES_WITHIN_MS }, (request, response) => {
    if (isStopping) return sayThatItStops(response);
    underWay.add(response);
    response.once("close", () => {
      underWay.delete(response);
      // An answer that had begun before the stop has told its client that the connection stays.
      if (isStopping) setImmediate(() => server.closeIdleConnections());
    });
    answer(request, response);
  });

  /** Resolves when everything is answered, or cut off after so long. */
  async function stop(withinMs) {
    isStopping = true;
    const closed = new Promise((done) => server.close(done));
    for (const response of underWay) if (!response.headersSent) response.shouldKeepAlive = false;
    server.closeIdleConnections();
    const cut = setTimeout(() => server.closeAllConnections(), withinMs);
    await closed;
    clearTimeout(cut);
  }

  return { server, stop };
}

function sayThatItStops(response) {
  const error = { code: "unavailable", message: "This Trig is stopping: send the same again." };
  response.shouldKeepAlive = false;
  response
    .writeHead(503, {
      "content-type": "application/json",
      "retry-after": TRY_AGAIN_S,
      "x-ratelimit-reset": TRY_AGAIN_S,
    })
    .end(JSON.stringify({ error }));
}

/**
 * Lets an answer that failed because the database was away while it was made say so: 503 with a time to come again, not 500. Pages cannot
 * choose their status themselves. `wasAway` is asked when the answer begins.
 */
export function tellApart(response, wasAway) {
  const writeHead = response.writeHead;
  response.writeHead = function (status, ...rest) {
    if (status !== 500 || !wasAway()) return writeHead.call(this, status, ...rest);
    this.setHeader("retry-after", TRY_AGAIN_S);
    return writeHead.call(this, 503, ...rest.filter((one) => typeof one !== "string"));
  };
}
