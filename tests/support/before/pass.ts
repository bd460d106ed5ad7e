import type { EndReason } from "@/lib/enrolments/end-reasons";
import type { EnrolmentState } from "@/lib/enrolments/schema";
import type { Entity } from "@/lib/profiles/schema";

/** An enrolment in memory: read under the customer's lock, moved by the rules, written once. */
export interface Pass extends EnrolmentState {
  id: string;
  programmeId: string;
  version: number;
  entity: Entity;
  customerId: string;
  pass: number;
  status: "open" | "completed" | "exited";
  reason: EndReason | null;
  endedAt: Date | null;
  wakeAt: Date | null;
  goalMetLateAt: Date | null;
  /** Not in the table yet. */
  isNew: boolean;
  /** Differs from its row. */
  dirty: boolean;
}

/** One move as it is written down. */
export interface MoveRecord {
  id: string;
  enrolmentId: string;
  kind: "entered" | "step" | "completed" | "exited" | "held" | "moved_version";
  detail: Record<string, unknown>;
  movedAt: Date;
}
