import { CheckCircle2, CircleDot, DoorOpen, LogIn, type LucideIcon, Settings2 } from "lucide-react";
import type { Part } from "@/lib/programmes/edit/selection-at";

/** What the panel says above each part. */
export const partParts: { readonly [P in Part]: { icon: LucideIcon; title: string; about: string } } = {
  "#settings": { icon: Settings2, title: "Settings", about: "Name, whom it is about, sending window" },
  "#audience": { icon: CircleDot, title: "Who may enter", about: "Audience, exclusions, entering again" },
  "#entry": { icon: LogIn, title: "On entry", about: "The moment somebody enters" },
  "#goal": { icon: CheckCircle2, title: "Goal", about: "What completes it" },
  "#exit": { icon: DoorOpen, title: "Time limit", about: "When somebody exits without completing" },
};
