import type { Trouble } from "@/lib/insights/health/needs-person";

/** How Trig itself is doing in one workspace. */
export interface Health {
  status: "ok" | "warning" | "failing";
  /** What is wrong, each in a sentence; empty when all is well. */
  sentences: string[];
  databaseOk: boolean;
  engine: "embedded" | "inngest";
  /** The oldest event that was accepted and not applied yet, and how many wait. Real time. */
  oldestPendingEventAt: Date | null;
  pendingEvents: number;
  /** Open passes whose moment came more than a minute ago and nobody moved them. */
  overdueAlarms: number;
  oldestOverdueAt: Date | null;
  /** Messages that are due and have not left. */
  unsentDeliveries: number;
  oldestUnsentDueAt: Date | null;
  unconfirmedDeliveries: number;
  failedDeliveries: number;
  /** How many of those nobody need look at: two weeks old, and their programme is archived or the customer has reached the goal or left. */
  beyondRepair: { unconfirmed: number; failed: number };
  heldDeliveries: number;
  /** What came to nothing and may need a person, by reason. */
  troubles: Trouble[];
  /** Events and customers that could not be processed and are tried again every hour. */
  setAside: number;
  oldestSetAsideAt: Date | null;
  /** What was said against the oldest of them at the last try. */
  setAsideBecause: string | null;
  /** Connections whose secret cannot be opened, each by its kind and name. */
  closedConnections: string[];
  /** What the sweeps had to find in the last 24 hours, by kind. */
  sweepFinds: Record<string, number>;
}
