import type { Context } from "@/lib/context";
import type { Pass } from "@/lib/enrolments/pass";
import type { WokenBy } from "@/lib/enrolments/schema";
import type { Customer, Entity } from "@/lib/profiles/schema";
import type { LiveProgramme } from "@/lib/programmes/published/live-programmes";
import type { SendingWindow } from "@/lib/programmes/schema";

export type SeedMode = "everyone" | "first" | "from_now_on" | "resume";

export interface LookRequest {
  entity: Entity;
  /** Locked by this transaction. */
  customers: readonly Customer[];
  programmes: readonly LiveProgramme[];
  wokenBy: WokenBy;
  zone: string;
  /** The workspace's sending window, for programmes that have none of their own. */
  window?: SendingWindow | null;
  /** Whether what happened to this customer can matter to this programme. Open passes that are due are looked at in any case. */
  isAffected: (customer: Customer, programme: LiveProgramme) => boolean;
  /** False for a customer of whom only history was imported: they are looked at, and enter nothing. */
  mayEnter?: (customer: Customer) => boolean;
  /** The events that brought the news, by customer. */
  news?: ReadonlyMap<string, { eventIds: ReadonlySet<string>; latestAt: Date }>;
  seed?: { programmeId: string; mode: SeedMode };
  /** Of some customers, those of whom more has happened than has been applied. */
  listUnsettled?: (ctx: Context, customerIds: readonly string[]) => Promise<ReadonlySet<string>>;
  /** How many more may enter a programme that was opened to the first N only. */
  entriesLeft?: Map<string, number>;
}

export interface LookResult {
  entered: Pass[];
  ended: Pass[];
  /** Passes that go on after a pause or a lost alarm: their run may be gone. */
  revived: Pass[];
  channels: Set<"email" | "slack">;
}

export interface Pair {
  customer: Customer;
  programme: LiveProgramme;
  /** The latest pass, if there was one. */
  pass: Pass | null;
}
