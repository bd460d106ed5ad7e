import fc from "fast-check";
import type { EventFact, Facts } from "@/lib/audiences/schema";
import type { Contact } from "@/lib/deliveries/ledger/plan-deliveries";
import type { Pass } from "@/lib/enrolments/pass";
import type { SeedMode, Watch } from "@/lib/enrolments/schema";
import type { LiveProgramme } from "@/lib/programmes/published/live-programmes";
import { runningAs } from "@/lib/programmes/published/running-as";
import { DAY_MS, HOUR_MS } from "@/lib/time";
import { definition } from "@/tests/support/turn-definitions";
import { moment, often } from "@/tests/support/wild/arbitraries";
import { facts } from "@/tests/support/wild/facts";
import { type Place, place } from "@/tests/support/wild/place";
import { programmes as names } from "@/tests/support/wild/words";

/* Worlds to take turns in: a few customers before a few programmes, inside, outside and on the way, with news, walks and pauses. */

export interface TurnWorld {
  here: Place;
  programmes: LiveProgramme[];
  customers: TurnCustomer[];
  wokenBy: "news" | "alarm" | "sweep" | "seed";
  seed?: { programmeId: string; mode: SeedMode };
  entriesLeft: Map<string, number>;
}

export interface TurnCustomer {
  id: string;
  facts: Facts;
  before: Record<string, unknown>;
  times: Record<string, number>;
  pairs: { programmeId: string; pass: Pass | null; watch: Watch }[];
  contacts: Contact[];
  awaitsNews: boolean;
  entriesLastHour: number;
  mayEnter: boolean;
  news?: { eventIds: Set<string>; latestAt: Date };
}

const rarely = (drawn: fc.Arbitrary<Date>) =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: drawn });

function programme(here: Place, at: number): fc.Arbitrary<LiveProgramme> {
  const { kind, slug } = names[at % names.length] ?? names[0];
  const id = `prg_${at}`;
  const pause = fc.tuple(moment(here), fc.integer({ min: 1, max: 9 })).map(([to, length]) => {
    const end = new Date(Math.min(to.getTime(), here.now.getTime()));
    return { from: new Date(end.getTime() - length * HOUR_MS), to: end };
  });
  return fc
    .record({
      live: definition(here),
      older: definition(here),
      isPaused: often(12),
      pauses: fc.array(pause, { maxLength: 2 }),
      openSeed: fc.option(
        fc.record({
          id: fc.constant("sed_1"),
          mode: fc.constantFrom<SeedMode[]>("everyone", "first", "from_now_on", "from_now_on", "resume"),
          cursor: fc.constantFrom("", "per_1", "per_9"),
        }),
      ),
    })
    .map(({ live, older, isPaused, pauses, openSeed }) => ({
      ...runningAs({ id, slug }, live),
      kind,
      status: isPaused ? "paused" : "live",
      liveVersion: 2,
      definitions: new Map([
        [1, older],
        [2, live],
      ]),
      pauses: isPaused ? [...pauses, { from: new Date(here.now.getTime() - HOUR_MS), to: null }] : pauses,
      openSeed,
    }));
}

function pass(here: Place, customerId: string, programmeId: string): fc.Arbitrary<Pass> {
  const ago = fc
    .integer({ min: 0, max: 30 * 24 })
    .map((hours) => new Date(here.now.getTime() - hours * HOUR_MS));
  return fc
    .record({
      enteredAt: ago,
      since: ago,
      endedAt: ago,
      status: fc.constantFrom("open", "open", "open", "exited", "completed"),
      reason: fc.constantFrom("deadline", "deadline", "left_audience", "archived"),
      stepId: fc.constantFrom("s1", "s2", "s3", null),
      wakeAt: fc.option(fc.oneof(ago, moment(here))),
      goalMetAt: rarely(ago),
      goalMetLateAt: rarely(ago),
      version: fc.constantFrom(1, 2),
      number: fc.integer({ min: 1, max: 3 }),
      previousMessage: fc.oneof(
        fc.constant(null),
        fc.constantFrom("not_sent", "waiting").map((outcome) => ({ outcome, sentAt: null })),
        ago.map((sentAt) => ({ outcome: "sent" as const, sentAt })),
      ),
      isLate: fc.boolean(),
    })
    .map(({ since, status, reason, number, isLate, ...drawn }): Pass => {
      const open = status === "open";
      return {
        ...drawn,
        id: `enr_${customerId}_${programmeId}`,
        programmeId,
        entity: "person",
        customerId,
        pass: number,
        status,
        reason: open ? null : status === "completed" ? "goal_met" : reason,
        stepId: open ? drawn.stepId : null,
        stepSince: new Date(Math.max(since.getTime(), drawn.enteredAt.getTime())),
        goalSince: drawn.enteredAt,
        late: isLate
          ? { from: new Date(drawn.enteredAt.getTime() - DAY_MS), after: "00000000005" }
          : undefined,
        endedAt: open ? null : new Date(Math.max(drawn.endedAt.getTime(), drawn.enteredAt.getTime())),
        wakeAt: open ? drawn.wakeAt : null,
        isNew: false,
      };
    });
}

function customer(here: Place, at: number, programmes: readonly LiveProgramme[]): fc.Arbitrary<TurnCustomer> {
  const id = `per_${at}`;
  const pairs = programmes.map((one) =>
    fc.record({
      programmeId: fc.constant(one.id),
      pass: fc.option(pass(here, id, one.id), { freq: 3 }),
      watch: fc.record({ matched: often(25), dueAt: fc.option(moment(here)) }),
    }),
  );
  return fc
    .record({
      facts: facts(here),
      plan: fc.constantFrom("pro", "free", undefined),
      places: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 9 }),
      goals: fc.array(moment(here), { maxLength: 1 }),
      before: fc.constantFrom<("same" | "none")[]>("same", "none"),
      isAhead: often(10),
      pairs: fc.tuple(...pairs).chain((drawn) => fc.subarray(drawn, { minLength: 1 })),
      contacts: fc.array(
        fc.record({
          personId: fc.constant(id),
          email: fc.constantFrom(null, "A@test.test", "b@test.test"),
          suppressed: often(20),
          timezone: fc.constantFrom(null, "Asia/Kolkata"),
        }),
        { maxLength: 2 },
      ),
      awaitsNews: often(15),
      entriesLastHour: fc.constantFrom(0, 0, 0, 19, 20),
      mayEnter: often(90),
      newsAt: fc.option(fc.integer({ min: 0, max: 120 })),
    })
    .map(({ facts: known, plan, places, goals, before, isAhead, newsAt, ...drawn }) => {
      const attributes = { ...known.attributes, ...(plan ? { plan } : {}) };
      const events = [
        ...known.events,
        ...goals.map((goal): EventFact => ({ id: null, name: "Goal Reached", at: goal, properties: {} })),
      ].map((event, index) => ({
        ...event,
        id: `evt_${index}`,
        applied: `${places[index % places.length] ?? 0}`.padStart(11, "0"),
      }));
      const latestAt = new Date(here.now.getTime() - (newsAt ?? 0) * 60_000);
      return {
        ...drawn,
        id,
        facts: { ...known, entity: "person" as const, attributes, events },
        before: before === "same" ? { ...attributes } : {},
        times: Object.fromEntries(isAhead ? [["plan", here.now.getTime() + HOUR_MS]] : []),
        news:
          newsAt === null
            ? undefined
            : { eventIds: new Set(events.slice(0, 7).map((one) => one.id)), latestAt },
      };
    });
}

/** The worlds. */
export const turnWorld: fc.Arbitrary<TurnWorld> = place.chain((here) =>
  fc.tuple(programme(here, 0), programme(here, 1), programme(here, 2)).chain((programmes) =>
    fc
      .record({
        customers: fc.tuple(
          customer(here, 1, programmes),
          customer(here, 2, programmes),
          customer(here, 3, programmes),
        ),
        wokenBy: fc.constantFrom<TurnWorld["wokenBy"][]>("news", "news", "alarm", "sweep", "seed"),
        mode: fc.constantFrom<SeedMode[]>("everyone", "first", "from_now_on", "resume"),
        left: fc.constantFrom(null, null, 0, 1, 2),
      })
      .map(({ customers, wokenBy, mode, left }) => ({
        here,
        programmes,
        customers,
        wokenBy,
        seed: wokenBy === "seed" ? { programmeId: "prg_0", mode } : undefined,
        entriesLeft: new Map(left === null ? [] : [["prg_0", left]]),
      })),
  ),
);
