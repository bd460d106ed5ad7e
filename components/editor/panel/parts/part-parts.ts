import { CheckCircle2, DoorOpen, LogIn, type LucideIcon, Settings2, Users } from "lucide-react";
import type { Part } from "@/lib/programmes/edit/selection-at";

/** What the panel says above each part. */
export const partParts: { readonly [P in Part]: { icon: LucideIcon; title: string; about: string } } = {
  "#settings": { icon: Settings2, title: "Settings", about: "Name, whom it is about, sending window" },
  "#audience": { icon: Users, title: "Who may enter", about: "Audience, exclusions, entering again" },
  "#entry": { icon: LogIn, title: "On entry", about: "The moment somebody enters" },
  "#goal": { icon: CheckCircle2, title: "Goal", about: "What completes it" },
  "#exit": { icon: DoorOpen, title: "Time limit", about: "When somebody exits without completing" },
};
