import type { EventFact, Facts } from "@/lib/audiences/schema";
import { isMessageOfPass, type MessageRow, messageBefore } from "@/lib/deliveries/ledger/message-before";
import type { PlannedDelivery } from "@/lib/deliveries/ledger/plan-deliveries";
import { guard } from "@/lib/enrolments/rules/guard";
import { lateNewsOf } from "@/lib/enrolments/rules/late-news";
import type { Watch } from "@/lib/enrolments/schema";
import { setAttribute } from "@/lib/profiles/attributes/set-attribute";
import type { Customer } from "@/lib/profiles/schema";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { firstStep } from "@/lib/programmes/flow";
import type { LiveProgramme } from "@/lib/programmes/published/live-programmes";
import type { Definition } from "@/lib/programmes/schema";
import { HOUR_MS } from "@/lib/time";
import type { Pass } from "@/tests/support/before/pass";
import { enter, playMoves, type Stage } from "@/tests/support/before/play";
import { watchAfter, watchToWrite } from "@/tests/support/before/watch";
import { all, days, did, didNot, has, isTrue, message, nudge, reminder, update } from "@/tests/support/jobs";
import { seeded } from "@/tests/support/random";

export const ZONE = "Europe/Stockholm";
const FROM = Date.parse("2026-01-01T00:00:00Z");
const HOURS = 365 * 24;

/** A year of two clock changes, in which people come and go, are late, are heard of late, are greeted in one of two ways and come back. */
const definition: Definition = definitionSchema.parse(
  nudge({
    audience: all(isTrue("active"), didNot("Logged In", { within: days(10) })),
    goal: { filter: all(did("Goal Reached")) },
    exclusions: [has("churned")],
    entry: [
      message("welcome-vip", { when: all(isTrue("vip")) }),
      message("welcome", { when: all(has("vip", { op: "is_false" })) }),
    ],
    autoExit: days(20),
    reentry: { kind: "days_after_leaving", days: 15 },
    steps: [reminder("reminder-1", days(5)), reminder("reminder-2", days(4))],
    completion: [update("mark-completed", "completed")],
    exit: [update("mark-failed", "failed")],
    sendingWindow: { days: [1, 2, 3, 4, 5, 6, 7], from: "02:00", to: "04:00", zone: "workspace" },
  }),
);

/** Something that happened in the simulated year. */
export interface Happening {
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
 * Plays a year of one job by its pure rules alone: no database, no engine. The same seed gives the same year. Looks only where something
 * happened or is due; or, to check that, every hour as well.
 */
export function simulateYear(
  seed: number,
  options: { customers?: number; everyHour?: boolean } = {},
): Happening[] {
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

function liveThrough(who: number, news: readonly News[], everyHour: boolean): Happening[] {
  const life = new Life(who);
  let read = 0;
  for (let t = FROM; t <= FROM + HOURS * HOUR_MS; ) {
    for (let one = news[read]; one && one.at <= t; one = news[++read]) life.hear(one);
    life.look(new Date(t));
    const moments = [news[read]?.at ?? null, life.nextMoment(), everyHour ? t + HOUR_MS : null];
    const next = Math.min(...moments.flatMap((moment) => (moment === null ? [] : [Math.max(moment, t + 1)])));
    if (!Number.isFinite(next)) break;
    t = next;
  }
  return life.happenings;
}

const programme: LiveProgramme = {
  id: "prg_year",
  kind: "job",
  slug: "year",
  name: definition.name,
  target: "person",
  status: "live",
  liveVersion: 1,
  definitions: new Map([[1, definition]]),
  pauses: [],
  openSeed: null,
  entriesLeft: null,
};

class Life {
  readonly happenings: Happening[] = [];
  private readonly customer: Customer;
  private readonly events: EventFact[] = [];
  private pass: Pass | null = null;
  private watch: Watch = { matched: false, dueAt: null };
  private waiting: PlannedDelivery[] = [];
  /** The messages of the latest pass, as the ledger would hold them. */
  private messages: MessageRow[] = [];
  private places = 0;
  private heard: Date | null = null;
  private isNews = false;
  private ids = 0;

  constructor(private readonly who: number) {
    const attributes = {};
    this.customer = {
      entity: "person",
      id: `per_${who}`,
      attributes,
      before: {},
      looked: {},
      times: {},
      email: `p${who}@test.test`,
      emailSince: FROM,
      userId: null,
      suppressed: false,
      primaryOrganisationId: null,
      lastSeenAt: new Date(FROM),
      changes: [],
      ignored: [],
      touched: false,
      timed: false,
      seen: false,
    };
  }

  hear({ at, happenedAt = at, event, active, vip }: News): void {
    const when = new Date(at);
    const applied = this.nextPlace();
    const happened = new Date(happenedAt);
    if (event)
      this.events.push({ id: `${this.events.length}`, name: event, at: happened, properties: {}, applied });
    if (vip !== undefined) setAttribute(this.customer, "vip", vip, when, null);
    if (active !== undefined) setAttribute(this.customer, "active", active, when, null);
    this.heard = when;
    this.isNews = true;
  }

  nextMoment(): number | null {
    const moments = [
      this.pass?.status === "open" ? this.pass.wakeAt : null,
      this.watch.dueAt,
      ...this.waiting.map(({ dueAt }) => dueAt),
    ];
    const known = moments.flatMap((moment) => (moment ? [moment.getTime()] : []));
    return known.length > 0 ? Math.min(...known) : null;
  }

  look(now: Date): void {
    this.send(now);
    const stage = this.stageAt(now);
    if (this.pass?.status === "open") {
      playMoves(stage, programme, definition, this.pass);
      if (this.pass.status !== "open")
        this.watch = watchAfter({ stage, programme, pass: this.pass })[0] ?? this.watch;
    } else this.considerEntry(stage, now);
    this.take(stage);
    this.send(now);
    this.isNews = false;
  }

  private considerEntry(stage: Stage, now: Date): void {
    const passes = { count: this.pass?.pass ?? 0, open: false, lastEndedAt: this.pass?.endedAt ?? null };
    const seen = guard({ definition, facts: stage.facts, passes, zone: ZONE, now });
    if (!seen.verdict || this.watch.matched) {
      this.watch =
        watchToWrite(this.watch, { matched: seen.verdict, dueAt: seen.nextChange }, now) ?? this.watch;
      return;
    }
    const latestNews = this.isNews ? (this.heard ?? now) : now;
    const id = `enr_${this.nextPlace()}`;
    this.messages = [];
    this.pass = {
      id,
      programmeId: programme.id,
      version: 1,
      entity: "person",
      customerId: this.customer.id,
      pass: passes.count + 1,
      status: "open",
      reason: null,
      stepId: firstStep(definition)?.id ?? null,
      stepSince: now,
      enteredAt: now,
      goalSince: latestNews,
      late: lateNewsOf({ id, enteredAt: now, previousEndedAt: passes.lastEndedAt }),
      endedAt: null,
      wakeAt: null,
      goalMetAt: null,
      goalMetLateAt: null,
      previousMessage: null,
      isNew: true,
      dirty: true,
    };
    this.watch = { matched: false, dueAt: null };
    enter(stage, programme, definition, this.pass);
    playMoves(stage, programme, definition, this.pass);
    this.pass.isNew = false;
  }

  private stageAt(now: Date): Stage {
    const { customer } = this;
    const facts: Facts = {
      entity: "person",
      attributes: customer.attributes,
      events: this.events,
      memberships: [],
      organisation: null,
      people: [],
    };
    const contact = { personId: customer.id, email: customer.email, suppressed: false, timezone: null };
    return {
      customer,
      facts,
      contactsFor: () => [contact],
      awaitsNews: false,
      held: false,
      zone: ZONE,
      window: null,
      now,
      makeId: (prefix) => `${prefix}_${this.who}_${this.ids++}`,
      moves: [],
      deliveries: [],
    };
  }

  private take(stage: Stage): void {
    for (const { kind, detail, movedAt } of stage.moves) {
      if (kind === "held" || kind === "moved_version") continue;
      this.tell(
        movedAt,
        kind,
        kind === "step" ? `${detail.stepId} due ${detail.dueAt}` : String(detail.reason ?? ""),
      );
    }
    this.waiting.push(...stage.deliveries.filter(({ status }) => status === "waiting"));
    for (const row of stage.deliveries.filter(isMessageOfPass)) this.messages.push({ ...row, sentAt: null });
    if (this.pass) this.pass.previousMessage = messageBefore(this.messages);
    if (this.pass?.status === "open") return;
    for (const { actionId } of this.waiting) this.tell(stage.now, "skipped", actionId);
    this.waiting = [];
  }

  private send(now: Date): void {
    for (const { actionId, dueAt } of this.waiting.filter((one) => one.dueAt.getTime() <= now.getTime())) {
      for (const row of this.messages.filter((one) => one.actionId === actionId))
        Object.assign(row, { status: "sent", sentAt: dueAt });
      if (this.pass) this.pass.previousMessage = messageBefore(this.messages);
      this.tell(dueAt, "sent", actionId);
    }
    this.waiting = this.waiting.filter((one) => one.dueAt.getTime() > now.getTime());
  }

  private nextPlace(): string {
    return `${this.places++}`.padStart(11, "0");
  }

  private tell(at: Date, what: Happening["what"], detail: string): void {
    this.happenings.push({ at: at.toISOString(), who: this.who, pass: this.pass?.pass ?? 0, what, detail });
  }
}
