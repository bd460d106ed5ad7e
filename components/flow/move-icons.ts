import { CheckCircle2, DoorOpen, Footprints, LogIn, type LucideIcon, Pause } from "lucide-react";
import type { MoveRecord } from "@/lib/enrolments/pass";

/** The mark of each kind of move. */
export const moveIcons: { readonly [Kind in MoveRecord["kind"]]: LucideIcon } = {
  entered: LogIn,
  step: Footprints,
  completed: CheckCircle2,
  exited: DoorOpen,
  held: Pause,
  moved_version: Footprints,
};
