import type { EventFact } from "@/lib/audiences/schema";
import { nextMoment, type Simulated, simulateLook } from "@/lib/enrolments/simulate";
import { setAttribute } from "@/lib/profiles/attributes/set-attribute";
import { customerAsRead } from "@/lib/profiles/customer-as-read";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { HOUR_MS } from "@/lib/time";
import {
  all,
  arm,
  branch,
  days,
  did,
  didNot,
  has,
  isTrue,
  message,
  nudge,
  reminder,
  update,
  wait,
} from "@/tests/support/jobs";
import { seeded } from "@/tests/support/random";
import { programmeOf } from "@/tests/support/turns";

export const ZONE = "Europe/Stockholm";
const FROM = Date.parse("2026-01-01T00:00:00Z");
const HOURS = 365 * 24;

/** Counted in days before the branch chooses. */
export const LATELY = 6;
export const DAYS_IN_ALL = 20;
export const DAYS_AFTER_LAST_STEP = 6;
/** Whoever signed in lately is noted if they are important, and has to wait before the second reminder; everybody else gets it sooner. */
const fork = branch(
  "lately",
  [
    arm("signed-in", all(did("Logged In", { op: ">=", times: 1 }, { within: days(LATELY) })), [
      branch("important", [arm("is-vip", all(isTrue("vip")), [update("note-vip", "was_vip")])]),
      wait("breathe", days(2)),
      reminder("reminder-3", days(4)),
    ]),
    arm("never", { any: [] }, [message("never-sent")]),
  ],
  [reminder("reminder-2", days(4))],
);

/**
 * A year of two clock changes, in which people come and go, are late, are heard of late, are greeted in one of two ways, go one of several
 * ways and come back.
 */
const programmeWith = (autoExit: Record<string, unknown>) =>
  programmeOf(
    definitionSchema.parse(
      nudge({
        audience: all(isTrue("active"), didNot("Logged In", { within: days(10) })),
        goal: { filter: all(did("Goal Reached")) },
        exclusions: [has("churned")],
        entry: [
          message("welcome-vip", { when: all(isTrue("vip")) }),
          message("welcome", { when: all(has("vip", { op: "is_false" })) }),
        ],
        autoExit,
        reentry: { kind: "days_after_leaving", days: 15 },
        steps: [reminder("reminder-1", days(5)), fork],
        completion: [update("mark-completed", "completed")],
        exit: [update("mark-failed", "failed")],
        sendingWindow: { days: [1, 2, 3, 4, 5, 6, 7], from: "02:00", to: "04:00", zone: "workspace" },
      }),
    ),
  );
/** In turn: people have so long in all, or so long after the last step. */
const programmes = [
  programmeWith(days(DAYS_IN_ALL)),
  programmeWith({ ...days(DAYS_AFTER_LAST_STEP), from: "last_step" }),
] as const;

/** Something that happened in the simulated year. */
export interface YearEvent {
  at: string;
  who: number;
  pass: number;
  what: "entered" | "step" | "sent" | "skipped" | "completed" | "exited";
  detail: string;
}

/** Something that is heard of a customer, and when it happened; most is heard at once. */
export interface News {
  at: number;
  happenedAt?: number;
  event?: string;
  active?: boolean;
  vip?: boolean;
}

/**
 * Simulates a year of one job. The same seed gives the same year. Looks only where something happened or is due; or, to check that, every
 * hour as well.
 */
export function simulateYear(
  seed: number,
  options: { customers?: number; everyHour?: boolean } = {},
): YearEvent[] {
  const lives = newsOfYear(seed, options.customers);
  return lives.flatMap((news, who) => liveThrough(who, news, options.everyHour ?? false));
}

/** What is heard in a year, customer by customer. */
export function newsOfYear(seed: number, customers = 40): News[][] {
  const random = seeded(seed);
  return Array.from({ length: customers }, () => drawNews(random));
}

function drawNews(random: () => number): News[] {
  const at = () => FROM + Math.floor(random() * HOURS) * HOUR_MS;
  const times = (count: number) => Array.from({ length: count }, at);
  const news: News[] = [
    { at: FROM + Math.floor(random() * 90 * 24) * HOUR_MS, active: true },
    ...times(3).map((moment) => ({ at: moment, active: random() < 0.7 })),
    ...times(14).map((moment) => ({ at: moment, event: "Logged In" })),
    ...times(4).map((moment) => ({ at: moment, event: "Goal Reached" })),
    ...times(12).map((moment) => ({
      at: moment,
      happenedAt: moment - Math.floor(random() * 80) * HOUR_MS,
      event: "Goal Reached",
    })),
    ...[FROM, ...times(2)].map((moment) => ({ at: moment, vip: random() < 0.5 })),
  ];
  return news.sort((a, b) => a.at - b.at);
}

function liveThrough(who: number, news: readonly News[], everyHour: boolean): YearEvent[] {
  const life = new Life(who);
  let read = 0;
  for (let t = FROM; t <= FROM + HOURS * HOUR_MS; ) {
    let heardAt: Date | undefined;
    for (let one = news[read]; one && one.at <= t; one = news[++read]) heardAt = life.hear(one);
    life.look(new Date(t), heardAt);
    const moments = [news[read]?.at ?? null, life.nextMoment(), everyHour ? t + HOUR_MS : null];
    const next = Math.min(...moments.flatMap((moment) => (moment === null ? [] : [Math.max(moment, t + 1)])));
    if (!Number.isFinite(next)) break;
    t = next;
  }
  return life.events;
}

class Life {
  readonly events: YearEvent[] = [];
  private readonly happened: EventFact[] = [];
  private simulated: Simulated;
  private places = 0;

  constructor(private readonly who: number) {
    const id = `per_${who}`;
    const contact = { personId: id, email: `p${who}@test.test`, suppressed: false, timezone: null };
    const customer = { ...customerAsRead("person", id, {}, {}, new Date(FROM)), email: contact.email };
    this.simulated = {
      customer,
      facts: {
        entity: "person",
        attributes: customer.attributes,
        events: this.happened,
        memberships: [],
        organisation: null,
        people: [],
      },
      programme: programmes[who % 2 === 0 ? 0 : 1],
      pass: null,
      watch: { matched: false, dueAt: null },
      rows: [],
      contactsFor: () => [contact],
      zone: ZONE,
      window: null,
      makeId: (prefix) => `${prefix}_${this.nextPlace()}`,
    };
  }

  hear({ at, happenedAt = at, event, active, vip }: News): Date {
    const when = new Date(at);
    const { customer } = this.simulated;
    if (event)
      this.happened.push({
        id: `${this.happened.length}`,
        name: event,
        at: new Date(happenedAt),
        properties: {},
        applied: this.nextPlace(),
      });
    if (vip !== undefined) setAttribute(customer, "vip", vip, when, null);
    if (active !== undefined) setAttribute(customer, "active", active, when, null);
    return when;
  }

  nextMoment(): number | null {
    return nextMoment(this.simulated)?.getTime() ?? null;
  }

  look(now: Date, heardAt?: Date): void {
    const before = this.simulated;
    const { after, ...seen } = simulateLook(before, now, heardAt);
    for (const { dueAt, actionId } of seen.sentBefore) this.tell(dueAt, "sent", actionId);
    this.simulated = after;
    for (const { kind, detail, movedAt } of seen.moves) {
      if (kind === "held" || kind === "moved_version") continue;
      const step = `${[detail.stepId, detail.way].filter(Boolean).join(" ")} due ${detail.dueAt}`;
      this.tell(movedAt, kind, kind === "step" ? step : String(detail.reason ?? ""));
    }
    for (const { actionId } of seen.skipped) this.tell(now, "skipped", actionId);
    for (const { dueAt, actionId } of seen.sentAfter) this.tell(dueAt, "sent", actionId);
  }

  private nextPlace(): string {
    return `${this.places++}`.padStart(11, "0");
  }

  private tell(at: Date, what: YearEvent["what"], detail: string): void {
    const pass = this.simulated.pass?.pass ?? 0;
    this.events.push({ at: at.toISOString(), who: this.who, pass, what, detail });
  }
}
