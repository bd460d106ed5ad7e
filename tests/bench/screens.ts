import { Agent, type IncomingMessage, request } from "node:http";
import { fillForScreens, SCREEN_EVENTS, SCREEN_JOBS, SCREEN_PEOPLE } from "@/tests/bench/fill-screens";
import { type Figure, figure, percentile } from "@/tests/bench/report";
import type { Setting } from "@/tests/bench/setting";
import { signIn } from "@/tests/bench/sign-in";

const WARM_UP = 3;
const ASKED = 25;
const GOAL_MS = 200;
const SEARCH_GOAL_MS = 100;
const SCRIPTS_GOAL_KB = 200;
/** Of screens that may load more at first. */
const SCRIPTS_GOALS_KB: Readonly<Record<string, number>> = { "the editor of a job": 250 };

const person = `per_${"42".padStart(22, "0")}`;
const screens: Record<string, string> = {
  jobs: "jobs",
  "a job": "jobs/job-0",
  "the editor of a job": "jobs/job-0/edit",
  deliveries: "deliveries",
  "deliveries of a job and reason": "deliveries?job=job-0&reason=no_email",
  people: "people",
  "a person": `people/${person}`,
  "why a person": `people/${person}/why/job-0`,
  organisations: "organisations",
  "an organisation": `organisations/org_${"42".padStart(22, "0")}`,
  health: "health",
  keys: "settings/keys",
  members: "settings/members",
  activity: "settings/activity",
  events: "settings/events",
};
const searches: Record<string, string> = {
  "search for a name": "people?q=person+4242",
  "search for one letter": "people?q=p",
  "the palette's search": "find?q=user-4242",
};

/** What members wait for with 100,000 people, 1,000,000 events and 50 jobs: the server's time for each screen, and the scripts of a first load. */
export async function screenTimes(setting: Setting): Promise<Figure[]> {
  await fillForScreens(setting);
  const { slug, cookie } = await signIn(setting);
  const note = `${SCREEN_PEOPLE} people, ${SCREEN_EVENTS} events, ${SCREEN_JOBS} jobs; ${ASKED} times each`;
  const figures: Figure[] = [];
  for (const [name, path] of Object.entries(screens)) {
    const { taken, scriptBytes } = await measure(setting.app.url, `/${slug}/${path}`, cookie);
    figures.push(
      figure(`screen: ${name}, median`, percentile(taken, 0.5), "ms", { note }),
      figure(`screen: ${name}, p95`, percentile(taken, 0.95), "ms", { bound: { below: GOAL_MS } }),
      figure(`screen: ${name}, scripts`, scriptBytes / 1024, "KB", {
        bound: { below: SCRIPTS_GOALS_KB[name] ?? SCRIPTS_GOAL_KB },
      }),
    );
  }
  for (const [name, path] of Object.entries(searches)) {
    const address = path.startsWith("find") ? `/api/screens/${slug}/${path}` : `/${slug}/${path}`;
    const { taken } = await measure(setting.app.url, address, cookie);
    figures.push(figure(`${name}, p95`, percentile(taken, 0.95), "ms", { bound: { below: SEARCH_GOAL_MS } }));
  }
  return figures;
}

async function measure(url: string, path: string, cookie: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const taken: number[] = [];
  let html = "";
  for (let at = 0; at < WARM_UP + ASKED; at++) {
    const began = performance.now();
    html = (await get(url + path, { cookie }, agent)).toString();
    if (at >= WARM_UP) taken.push(performance.now() - began);
  }
  const addresses = new Set(
    [...html.matchAll(/<script[^>]+src="([^"]+)"[^>]*>/g)]
      // What only browsers without modules fetch is fetched by none that Trig supports.
      .filter(([tag]) => !/\bnomodule\b/i.test(tag))
      .map(([, address = ""]) => address),
  );
  let scriptBytes = 0;
  for (const address of addresses)
    scriptBytes += (await get(new URL(address, url).href, { "accept-encoding": "gzip" }, agent)).length;
  agent.destroy();
  return { taken, scriptBytes };
}

/** The bytes of an answer as they came over the wire; fails unless it is a 200. */
function get(url: string, headers: Record<string, string>, agent: Agent): Promise<Buffer> {
  return new Promise((done, fail) => {
    const answered = (answer: IncomingMessage) => {
      const pieces: Buffer[] = [];
      answer.on("data", (piece: Buffer) => pieces.push(piece));
      answer.on("error", fail);
      answer.on("end", () =>
        answer.statusCode === 200
          ? done(Buffer.concat(pieces))
          : fail(new Error(`${url} was answered with ${answer.statusCode}.`)),
      );
    };
    request(url, { headers, agent }, answered).on("error", fail).end();
  });
}
