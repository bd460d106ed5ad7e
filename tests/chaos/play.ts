import type { Client } from "./client";
import type { Lived } from "./expected";
import type { Kill, Moment, planChaos, Stretch } from "./plan";
import type { Providers } from "./providers";
import { untilQuiet } from "./stuck";
import type { Victim } from "./victim";

export interface Stage {
  plan: ReturnType<typeof planChaos>;
  dataDir: string;
  victim: Victim;
  client: Client;
  providers: Providers;
  /** Tells a line of progress, with where the story stands. */
  tell(hours: number, words: string): void;
}

const HOUR_MS = 3_600_000;
const QUIET_WITHIN_MS = 120_000;

/** Lets the customers live through the plan while the app dies wherever the plan says; tells who did what when. */
export async function playChaos(stage: Stage): Promise<{ lives: Lived[]; kills: number }> {
  const { plan, client } = stage;
  const begin = await client.now();
  const lives = new Map<string, Lived>();
  let kills = 0;
  for (const stretch of plan.stretches) {
    stage.tell(
      stretch.atHours,
      `${stretch.what}${stretch.customers.length > 0 ? `, ${stretch.customers.length} customers` : ""}`,
    );
    let isOver = false;
    const acting = act(stretch, begin, stage, lives).finally(() => {
      isOver = true;
    });
    // Awaited below, after the kills; until then its failure is nobody's surprise.
    acting.catch(() => undefined);
    for (const kill of stretch.kills) {
      await comes(kill.moment, stage.providers, () => isOver);
      await strike(kill, ++kills, stretch, isOver, stage);
    }
    await acting;
  }
  return { lives: [...lives.values()], kills };
}

async function strike(
  kill: Kill,
  nth: number,
  stretch: Stretch,
  isOver: boolean,
  stage: Stage,
): Promise<void> {
  const underWay = stage.providers.underWay();
  const backInMs = await stage.victim.killAndRestart(kill);
  const who = kill.postgresFirstMs === null ? "app" : "PostgreSQL and app";
  const when = `${isOver ? "after" : "during"} "${stretch.what}", ${underWay} requests under way`;
  const again = kill.againAfterMs === null ? "" : ", and again while it started";
  stage.tell(
    stretch.atHours,
    `kill ${nth}: ${who} ${when}${again}; back in ${(backInMs / 1000).toFixed(1)} s`,
  );
}

async function act(stretch: Stretch, begin: Date, stage: Stage, lives: Map<string, Lived>): Promise<void> {
  const { client, dataDir } = stage;
  if (stretch.what === "clock") return client.walkTo(new Date(begin.getTime() + stretch.atHours * HOUR_MS));
  const at = await client.send(stretch.what, stretch.customers);
  for (const customer of stretch.customers) {
    const life = lives.get(customer.id);
    if (life) life.createdProjectAt = at;
    else lives.set(customer.id, { customer, signedUpAt: at, createdProjectAt: null });
  }
  // A message that rests after a failed attempt would otherwise be overtaken by the clock.
  const stuck = await untilQuiet(dataDir, QUIET_WITHIN_MS);
  if (stuck.length > 0) throw new Error(`After "${stretch.what}" something stood still: ${stuck.join("; ")}`);
}

/** Waits for the moment of a kill, or for the end of what it is to interrupt. */
async function comes(moment: Moment, providers: Providers, isOver: () => boolean): Promise<void> {
  if (moment.kind === "after") return pause(moment.ms);
  const wanted = providers.requests() + moment.nth;
  while (!isOver() && providers.requests() < wanted) await Promise.race([providers.nextRequest(), pause(50)]);
  await pause(moment.afterMs);
}

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
