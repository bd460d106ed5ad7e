import { AlarmClock, Clock, Hash, type LucideIcon, Mail, PencilLine, Split } from "lucide-react";
import type { StepKind } from "@/lib/programmes/steps";

/** What a screen shows of each kind of action, and of each kind of step between them. */
export const kindParts: { readonly [Kind in StepKind]: { icon: LucideIcon } } = {
  message: { icon: Mail },
  reminder: { icon: AlarmClock },
  notify: { icon: Hash },
  update: { icon: PencilLine },
  wait: { icon: Clock },
  branch: { icon: Split },
};
