import { Agent, request } from "node:http";

/** Sends bodies over connections that stay open, so many at a time; answers with the milliseconds from each request to its answer. */
export async function postAll(
  url: string,
  options: { path: string; writeKey: string; bodies: readonly string[]; inFlight: number },
): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: options.inFlight });
  const taken: number[] = [];
  let next = 0;
  const work = async () => {
    for (let body = options.bodies[next++]; body !== undefined; body = options.bodies[next++]) {
      const began = performance.now();
      await post(url, { ...options, body, agent });
      taken.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: options.inFlight }, work));
  agent.destroy();
  return taken;
}

/** Sends one body; fails unless it was accepted as a whole. */
export function post(
  url: string,
  options: { path: string; writeKey: string; body: string; agent?: Agent },
): Promise<void> {
  const authorization = `Basic ${Buffer.from(`${options.writeKey}:`).toString("base64")}`;
  const headers = {
    authorization,
    "content-type": "application/json",
    "content-length": Buffer.byteLength(options.body),
  };
  return new Promise((done, fail) => {
    const sent = request(
      `${url}${options.path}`,
      { method: "POST", headers, agent: options.agent },
      (answer) => {
        let said = "";
        answer.setEncoding("utf8");
        answer.on("data", (piece: string) => {
          said += piece;
        });
        answer.on("error", fail);
        answer.on("end", () => {
          if (answer.statusCode === 200 && said.includes('"rejected":[]')) done();
          else
            fail(new Error(`${options.path} was answered with ${answer.statusCode}: ${said.slice(0, 300)}`));
        });
      },
    );
    sent.on("error", fail);
    sent.end(options.body);
  });
}
