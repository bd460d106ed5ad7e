import type { SentChannel } from "@/lib/channels/channels";
import type { Context } from "@/lib/context";
import type { ByHand } from "@/lib/enrolments/by-hand";
import type { Pass } from "@/lib/enrolments/pass";
import type { SeedMode, WokenBy } from "@/lib/enrolments/schema";
import type { Customer, Entity } from "@/lib/profiles/schema";
import type { LiveProgramme } from "@/lib/programmes/published/live-programmes";
import type { SendingWindow } from "@/lib/programmes/schema";

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
  /** What a member does with these customers, besides what the rules say. */
  byHand?: ByHand;
  /** Of some customers, those of whom more has happened than has been applied. */
  listUnsettled?: (ctx: Context, customerIds: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Programme id -> how many more may enter, of those that were opened to the first N only. */
  entriesLeft: ReadonlyMap<string, number>;
}

/** What came of a look, for whoever finishes the transaction. */
export interface LookResult {
  /** Those that were looked at, with the attributes that actions have written. */
  customers: Customer[];
  entered: Pass[];
  ended: Pass[];
  /** Passes that go on after a pause or a lost alarm: their run may be gone. */
  revived: Pass[];
  /** As in the request, less those who entered. */
  entriesLeft: ReadonlyMap<string, number>;
  channels: Set<SentChannel>;
}

/** A customer and a programme to look at them for. */
export interface Pair {
  customer: Customer;
  programme: LiveProgramme;
  /** The latest pass, if there was one. */
  pass: Pass | null;
}
