import type { Facts } from "@/lib/audiences/schema";
import type { Verdict } from "@/lib/deliveries/check/check-before-sending";
import type { Pass } from "@/lib/enrolments/pass";
import type { Watch } from "@/lib/enrolments/schema";
import type { CatalogueEntry, ChangeRow, IgnoredRow } from "@/lib/insights/catalogue/get-attribute";
import type { CustomerRef } from "@/lib/insights/customers/customers";
import type { ToldDelivery } from "@/lib/insights/why/load/got-instead";
import type { ActionAnswer, Ahead, MessageAhead, Standing } from "@/lib/insights/why/schema";
import type { Customer } from "@/lib/profiles/schema";
import type { NamedProgramme, ProgrammeKind } from "@/lib/programme-kinds";
import type { ProgrammeStatus } from "@/lib/programme-status";
import type { LiveProgramme } from "@/lib/programmes/published/live-programmes";
import type { Definition } from "@/lib/programmes/schema";

/** One customer before one programme: all that the verdict depends on. */
export interface EntryCase {
  status: ProgrammeStatus;
  programme: LiveProgramme;
  /** What an entry would get; for somebody inside, what the pass entered with. */
  definition: Definition;
  customer: Customer;
  facts: Facts;
  /** The latest pass, if there was one. */
  pass: Pass | null;
  /** The last look at somebody outside. */
  watch: Watch;
  /** When it went live for those only who begin to match from then on. */
  baselineAt: Date | null;
  /** In which days are counted. */
  zone: string;
  /** In which moments are told. */
  shownIn: string;
  now: Date;
}

/** What a branch chose, or by what is known today will choose. */
export interface Turned {
  way: string;
  at: Date;
  isAhead: boolean;
}

/** One customer and one programme: all that the answers depend on. */
export interface ActionCase {
  /** What a sentence calls the customer. */
  who: string;
  programme: { kind: ProgrammeKind; name: string; status: ProgrammeStatus };
  standing: Standing;
  /** What keeps somebody outside out, in words. */
  blocker: string | null;
  /** What new entries get. */
  live: Definition | null;
  /** What the latest pass entered with; of somebody outside, what they would get. */
  definition: Definition;
  /** The version of the latest pass; null when there was none. */
  version: number | null;
  /** Which way each branch has sent the latest pass, or by what is known today will. */
  turned: ReadonlyMap<string, Turned>;
  /** The rows of the ledger of the latest pass. */
  sends: readonly ToldDelivery[];
  /** What the sender will say of those that have not left. */
  fates: ReadonlyMap<string, Verdict>;
  /** What is to come by time alone, in the open pass or in the one that would begin. */
  ahead: readonly Ahead[];
  /** How messages would read now, by their actions. */
  messages: ReadonlyMap<string, MessageAhead>;
  /** When a customer outside would enter by time alone. */
  entersAt: Date | null;
  zone: string;
}

/** An action that writes the attribute, and whether it has for this customer. */
export interface Writer {
  programme: NamedProgramme;
  answer: ActionAnswer;
}

/** An attribute of a customer, and why it has the value it has. */
export interface WhyAttribute {
  customer: CustomerRef;
  key: string;
  /** Undefined and null alike: no value. */
  value: unknown;
  /** Since when it is held. */
  heldSince: Date | null;
  catalogue: CatalogueEntry | null;
  /** Why the value counts as none, where it does not fit the attribute's type. */
  misfit: string | null;
  /** The programme whose comings and goings Trig notes under this name. */
  activity: NamedProgramme | null;
  lastChange: ChangeRow | null;
  ignored: IgnoredRow | null;
  writers: Writer[];
  /** Why it has the value it has, sentence by sentence. */
  sentences: string[];
}
