import { actionEntry } from "@/lib/actions/kinds";
import type { ActionKind } from "@/lib/actions/schema";
import type { Reach } from "@/lib/channels/schema";
import { type Reason, reasons } from "@/lib/deliveries/reasons";
import type { DeliveryStatus } from "@/lib/deliveries/schema";
import { type EndReason, endReasons } from "@/lib/enrolments/end-reasons";
import type { Entity } from "@/lib/profiles/schema";
import { hasScreen, type NamedProgramme, type ProgrammeRef, type ScreenKind } from "@/lib/programme-kinds";
import { clockTime } from "@/lib/words/clock-words";
import { inSentence } from "@/lib/words/in-sentence";

/** Whom or what a word of a sentence leads to. */
export type Target = { kind: Entity | "delivery"; id: string } | ProgrammeRef<ScreenKind>;

/** A sentence in pieces, some of which lead somewhere. */
export type Part = string | { text: string; to: Target };

interface Named {
  entity: Entity;
  id: string;
  name: string;
}

/** A customer came into a programme or ended a pass through it. */
export interface PassMove {
  enrolmentId: string;
  what: "entry" | "completion" | "exit";
  /** Of an end. */
  reason: EndReason | null;
  at: Date;
  customer: Named;
  programme: NamedProgramme;
}

/** A row of the ledger, as far as words need it. */
export interface DeliveryMove {
  id: string;
  enrolmentId: string;
  moment: "entry" | "step" | "completion" | "exit";
  kind: ActionKind;
  status: DeliveryStatus;
  reason: Reason | null;
  recipient: string;
  headline: string;
  at: Date;
  dueAt: Date;
  customer: Named;
  /** Who is written to; null for notes and updates. */
  person: Named | null;
}

/** One thing that happened, with what belonged to it, in words. */
export interface SetOffItem {
  id: string;
  at: Date;
  what: PassMove["what"] | ActionKind;
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
): SetOffItem[] {
  const left = new Set(deliveries.filter(({ status }) => status !== "done"));
  const told = passes.map((pass): SetOffItem => {
    const mine = deliveries.filter(
      (row) => left.has(row) && row.enrolmentId === pass.enrolmentId && row.moment === pass.what,
    );
    for (const row of mine) left.delete(row);
    const caused = mine.flatMap((row): Part[] => [
      "; ",
      ...clauses[actionEntry(row).reaches].after(row, pass.customer, zone),
    ]);
    return {
      id: `${pass.enrolmentId} ${pass.what}`,
      at: pass.at,
      what: pass.what,
      parts: [...passWords(pass), ...caused],
    };
  });
  const alone = deliveries
    .filter((row) => left.has(row) || (row.moment === "step" && row.status === "done"))
    .map(
      (row): SetOffItem => ({
        id: row.id,
        at: row.at,
        what: row.kind,
        parts: clauses[actionEntry(row).reaches].alone(row, zone),
      }),
    );
  return [...told, ...alone].sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1));
}

function passWords({ what, reason, customer, programme }: PassMove): Part[] {
  const verb = { entry: " entered ", completion: " completed ", exit: " left " } as const;
  const why = what === "exit" && reason ? endReasons[reason].short : null;
  return [customerPart(customer), verb[what], programmePart(programme), why ? `: ${why}` : ""];
}

/** A programme's name, leading to its screen where it has one. */
export function programmePart({ kind, slug, name }: NamedProgramme): Part {
  return hasScreen(kind) ? { text: name, to: { kind, slug } } : name;
}

interface Clauses {
  /** A delivery that no entry or end in view explains: it names its customer itself. */
  alone(row: DeliveryMove, zone: string): Part[];
  /** What became of a delivery, after its customer has been named. */
  after(row: DeliveryMove, named: Named, zone: string): Part[];
}

/** What became of a delivery, by whom it reaches. */
const clauses: { readonly [R in Reach]: Clauses } = {
  customer: {
    alone: (row, zone) => {
      const forWhom =
        row.customer.entity === "organisation" ? [" (for ", customerPart(row.customer), ")"] : [];
      return [...toCustomer(row, [customerPart(row.person ?? row.customer), " "], zone), ...forWhom];
    },
    after: (row, named, zone) => {
      const who = row.person?.id === named.id ? [] : [customerPart(row.person ?? row.customer), " "];
      return toCustomer(row, who, zone);
    },
  },
  team: {
    alone: (row, zone) => [
      "The team ",
      ...became(row, [" in ", linkTo(row, row.recipient)], zone),
      " (about ",
      customerPart(row.customer),
      ")",
    ],
    after: (row, _, zone) => ["the team ", ...became(row, [" in ", linkTo(row, row.recipient)], zone)],
  },
  record: {
    alone: (row) => [customerPart(row.customer), ": ", ...written(row)],
    after: written,
  },
};

function toCustomer(row: DeliveryMove, who: Part[], zone: string): Part[] {
  return [...who, ...became(row, [": ", linkTo(row, row.headline || "a message")], zone)];
}

function written(row: DeliveryMove): Part[] {
  const link = linkTo(row, row.recipient);
  return row.status === "done" ? [link, " was set"] : [link, ` was not set${because(row)}`];
}

function became(row: DeliveryMove, what: Part[], zone: string): Part[] {
  const { participle } = actionEntry(row);
  switch (row.status) {
    case "sent":
    case "done":
      return [`was ${participle}`, ...what];
    case "waiting":
    case "sending":
      return [`will be ${participle} on ${clockTime(row.dueAt, zone)}`, ...what];
    case "unconfirmed":
      return [`was ${participle}, though nobody confirmed it`, ...what];
    case "held":
      return ["is ", linkTo(row, `not ${participle} yet`), because(row)];
    case "skipped":
      return ["was ", linkTo(row, `not ${participle}`), because(row)];
    case "failed":
      return [linkTo(row, `could not be ${participle}`), because(row)];
  }
}

function linkTo({ id }: DeliveryMove, text: string): Part {
  return { text, to: { kind: "delivery", id } };
}

function because({ reason }: DeliveryMove): string {
  if (!reason) return "";
  return `: ${inSentence(reasons[reason]).replace(/\.$/, "")}`;
}

/** A customer's name, leading to their page. */
export function customerPart({ entity, id, name }: Named): Part {
  return { text: name, to: { kind: entity, id } };
}
