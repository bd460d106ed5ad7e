import { reasonSentence } from "@/lib/deliveries/reasons";
import type { DeliveryKind, DeliveryStatus } from "@/lib/deliveries/schema";
import type { Entity } from "@/lib/profiles/schema";
import { clockTime } from "@/lib/words/clock-words";

/** Whom or what a word of a sentence leads to. */
export type Target = { kind: Entity | "delivery"; id: string } | { kind: "job"; slug: string };

/** A sentence in pieces, some of which lead somewhere. */
export type Part = string | { text: string; to: Target };

interface Named {
  entity: Entity;
  id: string;
  name: string;
}

interface Job {
  kind: "job" | "behaviour" | "stage";
  slug: string;
  name: string;
}

/** A customer came into a job or ended a pass through it. */
export interface PassMove {
  enrolmentId: string;
  what: "entry" | "completion" | "exit";
  /** Of an exit. */
  reason: string | null;
  at: Date;
  customer: Named;
  job: Job;
}

/** A row of the ledger, as far as words need it. */
export interface DeliveryMove {
  id: string;
  enrolmentId: string;
  moment: "entry" | "step" | "completion" | "exit";
  kind: DeliveryKind;
  status: DeliveryStatus;
  reason: string | null;
  recipient: string;
  headline: string;
  at: Date;
  dueAt: Date;
  customer: Named;
  /** Who is written to; null for notes and updates. */
  person: Named | null;
}

/** One thing that happened, with what belonged to it, in words. */
export interface Happening {
  id: string;
  at: Date;
  what: PassMove["what"] | DeliveryKind;
  parts: Part[];
}

/**
 * What happened, in sentences, the latest last. What an entry or an end caused is told in the same breath; a value that was
 * written with it is not told, as the end already says it.
 */
export function setOffWords(
  passes: readonly PassMove[],
  deliveries: readonly DeliveryMove[],
  zone: string,
): Happening[] {
  const left = new Set(deliveries.filter((row) => !(row.kind === "update" && row.status === "done")));
  const told = passes.map((pass): Happening => {
    const mine = deliveries.filter(
      (row) => left.has(row) && row.enrolmentId === pass.enrolmentId && row.moment === pass.what,
    );
    for (const row of mine) left.delete(row);
    const clauses = mine.flatMap((row): Part[] => [
      "; ",
      ...clause(row, row.person?.id !== pass.customer.id, zone),
    ]);
    return {
      id: `${pass.enrolmentId} ${pass.what}`,
      at: pass.at,
      what: pass.what,
      parts: [...passWords(pass), ...clauses],
    };
  });
  const alone = deliveries
    .filter((row) => left.has(row) || (row.moment === "step" && row.kind === "update"))
    .map((row): Happening => ({ id: row.id, at: row.at, what: row.kind, parts: aloneWords(row, zone) }));
  return [...told, ...alone].sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1));
}

const exits: Readonly<Record<string, string>> = {
  deadline: "time was up",
  left_audience: "no longer matched",
  archived: "the job was archived",
  merged: "joined with another person",
};

function passWords({ what, reason, customer, job }: PassMove): Part[] {
  const verb = { entry: " entered ", completion: " completed ", exit: " left " } as const;
  const why = what === "exit" ? exits[reason ?? ""] : undefined;
  return [nameOf(customer), verb[what], jobName(job), why ? `: ${why}` : ""];
}

/** A job's name, leading to its page; behaviours and stages have none yet. */
export function jobName({ kind, slug, name }: Job): Part {
  return kind === "job" ? { text: name, to: { kind, slug } } : name;
}

/** A delivery that no entry or end in view explains: it names its customer itself. */
function aloneWords(row: DeliveryMove, zone: string): Part[] {
  if (row.kind === "update") return [nameOf(row.customer), ": ", ...clause(row, false, zone)];
  if (row.kind === "notify") {
    const [, ...rest] = clause(row, false, zone);
    return ["The team ", ...rest, " (about ", nameOf(row.customer), ")"];
  }
  const forWhom = row.customer.entity === "organisation" ? [" (for ", nameOf(row.customer), ")"] : [];
  return [...clause(row, true, zone), ...forWhom];
}

/** What became of a delivery, after its customer has been named. */
function clause(row: DeliveryMove, withName: boolean, zone: string): Part[] {
  const to: Target = { kind: "delivery", id: row.id };
  const link = (text: string): Part => ({ text, to });
  if (row.kind === "update") {
    if (row.status === "done") return [link(row.recipient), " was set"];
    return [link(row.recipient), ` was not set${because(row)}`];
  }
  const isNote = row.kind === "notify";
  const verb = isNote ? "told" : row.kind === "reminder" ? "reminded" : "sent";
  const who: Part[] = isNote ? ["the team "] : withName ? [nameOf(row.person ?? row.customer), " "] : [];
  const what: Part[] = isNote ? [" in ", link(row.recipient)] : [": ", link(row.headline || "a message")];
  switch (row.status) {
    case "sent":
    case "done":
      return [...who, `was ${verb}`, ...what];
    case "waiting":
    case "sending":
      return [...who, `will be ${verb} on ${clockTime(row.dueAt, zone)}`, ...what];
    case "unconfirmed":
      return [...who, `was ${verb}, though nobody confirmed it`, ...what];
    case "held":
      return [...who, "is ", link(`not ${verb} yet`), because(row)];
    case "skipped":
      return [...who, "was ", link(`not ${verb}`), because(row)];
    case "failed":
      return [...who, link(`could not be ${verb}`), because(row)];
  }
}

function because({ reason }: DeliveryMove): string {
  if (!reason) return "";
  const sentence = reasonSentence(reason).replace(/\.$/, "");
  // Names keep their capital.
  const isName = /^(Slack|Trig)\b/.test(sentence);
  return `: ${isName ? sentence : sentence.charAt(0).toLowerCase() + sentence.slice(1)}`;
}

/** A customer's name, leading to their page. */
export function nameOf({ entity, id, name }: Named): Part {
  return { text: name, to: { kind: entity, id } };
}
