import type { EndReason } from "@/lib/enrolments/end-reasons";
import type { EnrolmentState } from "@/lib/enrolments/schema";
import type { Entity } from "@/lib/profiles/schema";

/** An enrolment in memory, as it was read or as a move left it: the rules make a new one of each change. */
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
}

/** One move as it is written down. */
export interface MoveRecord {
  id: string;
  enrolmentId: string;
  kind: "entered" | "step" | "completed" | "exited" | "held" | "moved_version";
  detail: Record<string, unknown>;
  movedAt: Date;
}
