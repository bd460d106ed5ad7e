import { z } from "zod";
import { sendEvents, since, watchProvider } from "@/tests/bench/arrivals";
import { fill } from "@/tests/bench/fill";
import { postAll } from "@/tests/bench/http";
import { sendAll } from "@/tests/bench/ingestion";
import { goLiveWithReaders } from "@/tests/bench/jobs";
import { connectProvider, goLiveWithWelcome } from "@/tests/bench/latency";
import { buildOf } from "@/tests/bench/old-build";
import { percentile } from "@/tests/bench/report";
import { AT_REST, type Setting, startSetting, until } from "@/tests/bench/setting";
import { READ_EVENT, trackCall, UNREAD_EVENT } from "@/tests/bench/traffic";
import { lastVerdict, type Verdict, verdictOf } from "@/tests/bench/verdict";
import { demoJob } from "@/tests/support/world";

const SIZE = { people: 10_000, events: 100_000 };
const LEAST_ROUNDS = 9;
const MOST_ROUNDS = 25;
/** So many numbers of seats there are among the people, evenly. */
const SEATS = 50;

/** One build at work. */
interface Side {
  setting: Setting;
  /** How many people have been brought into a job by an event of their own. */
  welcomed: number;
  /** How many jobs went live for some of the people. */
  jobs: number;
  arrived: ReadonlyMap<string, number>;
}

/** One thing that both builds do in turn; its result is a rate, or a time where less is better. */
interface Comparison {
  name: string;
  unit: string;
  better: "more" | "less";
  measure(side: Side): Promise<number>;
}

const comparisons: Comparison[] = [
  {
    name: "accepted",
    unit: "events/s",
    better: "more",
    async measure({ setting }) {
      const rate = await sendAll(setting, { people: SIZE.people, events: 5_000 }, UNREAD_EVENT);
      await until(setting.pool, AT_REST);
      return rate;
    },
  },
  {
    name: "processed",
    unit: "events/s",
    better: "more",
    async measure({ setting }) {
      const events = 2_000;
      const began = performance.now();
      await sendAll(setting, { people: SIZE.people, events }, READ_EVENT);
      await until(setting.pool, AT_REST);
      return (events * 1000) / (performance.now() - began);
    },
  },
  {
    name: "single-event requests",
    unit: "/s",
    better: "more",
    async measure({ setting }) {
      const bodies = Array.from({ length: 1_000 }, (_, at) =>
        JSON.stringify(trackCall(at % SIZE.people, UNREAD_EVENT)),
      );
      const began = performance.now();
      const { app, writeKey } = setting;
      await postAll(app.url, { path: "/v1/track", writeKey, bodies, inFlight: 16 });
      const rate = (bodies.length * 1000) / (performance.now() - began);
      await until(setting.pool, AT_REST);
      return rate;
    },
  },
  latencyAt(5, 20),
  latencyAt(50, 100),
  // Before the one that only goes live: what that leaves behind would all fall due here.
  {
    name: "reminders and deadlines of 600, six days on",
    unit: "s",
    better: "less",
    async measure(side) {
      await goLive(side);
      const began = performance.now();
      await side.setting.api.post("/clock", { forward: { amount: 6, unit: "days" } });
      return (performance.now() - began) / 1000;
    },
  },
  {
    name: "go-live for 600 people, welcomes sent",
    unit: "s",
    better: "less",
    measure: goLive,
  },
];

/** npm run bench -- --against <commit>: an old build and this one in alternating short turns. Resolves to how many figures became slower. */
export async function compareWith(name: string, write: (line: string) => void): Promise<number> {
  const old = buildOf(name, write);
  const sides = { old: await startSide(old.root), new: await startSide() };
  let slower = 0;
  write(
    `\nThis build against ${old.commit}: above 1 is faster, ${LEAST_ROUNDS} to ${MOST_ROUNDS} rounds each`,
  );
  try {
    for (const comparison of comparisons) {
      const { verdict, rounds, values } = await compare(sides, comparison);
      if (lastVerdict(verdict) === "slower") slower++;
      write(lineOf(comparison, verdict, rounds, values));
    }
  } finally {
    await Promise.all([sides.old.setting.stop(), sides.new.setting.stop()]);
  }
  return slower;
}

type Sides = { old: Side; new: Side };

/** Both in turn, first the one, then the other, until the rounds can tell or there have been enough. */
async function compare(sides: Sides, { measure, better }: Comparison) {
  await measure(sides.old);
  await measure(sides.new);
  const values: Record<keyof Sides, number[]> = { old: [], new: [] };
  const ratios: number[] = [];
  let verdict: Verdict = verdictOf([]);
  while (ratios.length < MOST_ROUNDS) {
    const order = ratios.length % 2 === 0 ? (["old", "new"] as const) : (["new", "old"] as const);
    const round = { old: 0, new: 0 };
    for (const which of order) round[which] = await measure(sides[which]);
    values.old.push(round.old);
    values.new.push(round.new);
    ratios.push(better === "more" ? round.new / round.old : round.old / round.new);
    verdict = verdictOf(ratios);
    if (ratios.length >= LEAST_ROUNDS && verdict.says !== "unsure") break;
  }
  return { verdict, rounds: ratios.length, values };
}

function lineOf(
  { name, unit }: Comparison,
  verdict: Verdict,
  rounds: number,
  values: { old: number[]; new: number[] },
): string {
  const range = `${verdict.from.toFixed(3)} to ${verdict.to.toFixed(3)}`;
  const middle = (some: readonly number[]) => Number(percentile(some, 0.5).toPrecision(3));
  const sure = verdict.says === "unsure" ? "by the median alone" : "";
  return [
    name.padEnd(44),
    verdict.median.toFixed(3),
    `(${range})`.padEnd(18),
    lastVerdict(verdict).padEnd(7),
    `${middle(values.new)} ${unit}, before ${middle(values.old)}; ${rounds} rounds ${sure}`.trimEnd(),
  ].join(" ");
}

async function startSide(root?: string): Promise<Side> {
  const setting = await startSetting({ ...(root && { root }), instance: "test" });
  await goLiveWithReaders(setting);
  await fill(setting.pool, setting.workspaceId, { people: 0, events: 0 }, SIZE);
  await connectProvider(setting);
  for (const perSecond of [5, 50]) await goLiveWithWelcome(setting, perSecond, trialAt(perSecond));
  const { arrived } = watchProvider(setting);
  return { setting, welcomed: 0, jobs: 0, arrived };
}

function latencyAt(perSecond: number, count: number): Comparison {
  return {
    name: `event to provider at ${perSecond}/s, median`,
    unit: "ms",
    better: "less",
    async measure(side) {
      const first = side.welcomed;
      side.welcomed += count;
      const left = await sendEvents(side.setting, { event: trialAt(perSecond), perSecond, first, count });
      await until(side.setting.pool, AT_REST);
      return percentile(since(left, side.arrived), 0.5);
    },
  };
}

const trialAt = (perSecond: number) => `Trial Started ${perSecond}`;

/** Puts the Onboarding Nudge live for a few hundred people who have not had this one; in seconds, until all is at rest. */
async function goLive(side: Side): Promise<number> {
  const { api, pool } = side.setting;
  const slug = `nudge-${++side.jobs}`;
  const any = [0, 1, 2].map((at) => {
    const value = (side.jobs * 3 + at) % SEATS;
    return { all: [{ kind: "attribute", attribute: "seats", is: { op: "=", value } }] };
  });
  await api.put(`/jobs/${slug}`, {
    ...z.looseObject({}).parse(demoJob("onboarding-nudge")),
    audience: { any },
  });
  await until(pool, AT_REST);
  const began = performance.now();
  await api.post(`/jobs/${slug}/publish`, { mode: "everyone" });
  await until(pool, AT_REST);
  return (performance.now() - began) / 1000;
}
