import { AlarmClock, Clock, Hash, type LucideIcon, Mail, PencilLine, Split } from "lucide-react";
import type { StepKind } from "@/lib/programmes/steps";

/** What a screen shows of each kind of action, and of each kind of step between them: its mark, and the hue of the tile that holds it. */
export const kindParts: { readonly [Kind in StepKind]: { icon: LucideIcon; hue: string } } = {
  message: { icon: Mail, hue: "bg-info-soft text-info-ink" },
  reminder: { icon: AlarmClock, hue: "bg-info-soft text-info-ink" },
  notify: { icon: Hash, hue: "bg-accent-soft text-accent" },
  update: { icon: PencilLine, hue: "bg-warn-soft text-warn-ink" },
  wait: { icon: Clock, hue: "bg-sunken text-ink-2" },
  branch: { icon: Split, hue: "bg-sunken text-ink-2" },
};
