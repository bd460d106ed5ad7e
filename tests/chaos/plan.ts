import { randomOf } from "./random";
import { LEFT_ALONE_HOURS, SECOND_CHOICE_HOURS } from "./two-ways";

/** A customer of the crash test, with the hours after the beginning at which it signs up and, perhaps, creates a project. */
export interface Customer {
  id: string;
  email: string;
  firstName: string;
  organisation: "acme" | "northwind";
  hasCaseOwner: boolean;
  signsUpAtHours: number;
  createsProjectAtHours: number | null;
}

/** Where in a stretch of the story the process dies: after a while, or just when the so-manieth request has reached a provider. */
export type Moment = { kind: "after"; ms: number } | { kind: "request"; nth: number; afterMs: number };

export interface Kill {
  moment: Moment;
  /** PostgreSQL dies too, so long before the app: meanwhile the app sends what it cannot write down. Null: it lives on. */
  postgresFirstMs: number | null;
  /** The next app dies too, so long after it was started. */
  againAfterMs: number | null;
}

/** A stretch of the story: the clock goes to an hour, or customers do something at that hour. */
export interface Stretch {
  atHours: number;
  what: "clock" | "sign up" | "create a project";
  /** Who acts, or whom a reminder or an exit awaits on the way. */
  customers: Customer[];
  kills: Kill[];
}

const SIGN_UP_HOURS = [0, 3, 6, 9, 12, 18];
const PROJECT_HOURS = [22, 34, 60, 84, 108, 146, 170, 194, 218];
const END_HOURS = 12 * 24;
const REMINDER_HOURS = 5 * 24;
const EXIT_HOURS = 10 * 24;
const LEFT_ALONE_AT_HOURS = SECOND_CHOICE_HOURS + LEFT_ALONE_HOURS;
/** What happens so close to a moment at which time alone sends something could go either way. */
const MARGIN_HOURS = 3;

/** The whole test from a seed: who does what when, and where the process dies. The same seed gives the same plan. */
export function planChaos(options: { seed: number; customers: number; kills: number }): {
  customers: Customer[];
  stretches: Stretch[];
} {
  const random = randomOf(options.seed);
  const customers = Array.from({ length: options.customers }, (_, i) => planCustomer(i, random));
  const stretches: Stretch[] = [];
  const add = (what: Stretch["what"], atHours: number, concerned: Customer[]) =>
    stretches.push({ what, atHours, customers: concerned, kills: [] });
  let lastHours = 0;
  const clock = (hours: number) => {
    const isOnTheWay = (at: number) => at > lastHours && at <= hours;
    add(
      "clock",
      hours,
      customers.filter((one) => momentsOf(one).some(isOnTheWay)),
    );
    lastHours = hours;
  };
  for (const hours of [...SIGN_UP_HOURS, ...PROJECT_HOURS]) {
    if (hours > 0) clock(hours);
    const signingUp = customers.filter((one) => one.signsUpAtHours === hours);
    if (signingUp.length > 0) add("sign up", hours, signingUp);
    const creating = customers.filter((one) => one.createsProjectAtHours === hours);
    if (creating.length > 0) add("create a project", hours, creating);
  }
  clock(END_HOURS);
  // A long walk in which much happens draws more of them; one in which nothing does draws few.
  const targets = stretches.flatMap((stretch) => Array.from({ length: drawOf(stretch) }, () => stretch));
  for (let i = 0; i < options.kills; i++) {
    const stretch = random.pick(targets);
    const againAfterMs = random.chance(0.15) ? random.upTo(2_500) : null;
    stretch.kills.push({ moment: planMoment(stretch, random), postgresFirstMs: null, againAfterMs });
  }
  const kills = stretches.flatMap((stretch) => stretch.kills);
  for (const kill of random.shuffle(kills).slice(0, Math.floor(kills.length / 2)))
    kill.postgresFirstMs = random.upTo(400);
  return { customers, stretches };
}

type Random = ReturnType<typeof randomOf>;

function planCustomer(i: number, random: Random): Customer {
  const id = `person-${String(i).padStart(5, "0")}`;
  const signsUpAtHours = random.pick(SIGN_UP_HOURS);
  const possible = PROJECT_HOURS.filter((at) => {
    const later = at - signsUpAtHours;
    const byTime = [SECOND_CHOICE_HOURS, REMINDER_HOURS, LEFT_ALONE_AT_HOURS];
    return later > 0 && byTime.every((hours) => Math.abs(later - hours) >= MARGIN_HOURS);
  });
  return {
    id,
    email: `${id}@chaos.test`,
    firstName: random.chance(0.8) ? `Name${i}` : "",
    organisation: random.pick(["acme", "northwind"]),
    hasCaseOwner: random.chance(0.5),
    signsUpAtHours,
    createsProjectAtHours: random.chance(0.5) ? random.pick(possible) : null,
  };
}

/** When the clock alone does something to a customer, in hours. */
function momentsOf({ signsUpAtHours, createsProjectAtHours }: Customer): number[] {
  const byTime = [SECOND_CHOICE_HOURS, REMINDER_HOURS, LEFT_ALONE_AT_HOURS, EXIT_HOURS];
  const moments = byTime.map((hours) => signsUpAtHours + hours);
  return moments.filter((hours) => createsProjectAtHours === null || hours < createsProjectAtHours);
}

function drawOf({ what, customers }: Stretch): number {
  if (what !== "clock") return 4;
  return customers.length > 0 ? 16 : 1;
}

function planMoment({ what, customers }: Stretch, random: Random): Moment {
  if (customers.length === 0) return { kind: "after", ms: random.upTo(300) };
  // Mails to many leave in a few calls, notes one by one.
  const requests = what === "create a project" ? 8 : 3;
  if (random.chance(0.7))
    return { kind: "request", nth: random.upTo(requests) + 1, afterMs: random.upTo(150) };
  return { kind: "after", ms: random.upTo(what === "clock" ? 2_500 : 700) };
}
