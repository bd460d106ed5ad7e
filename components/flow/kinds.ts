import { AlarmClock, Clock, Hash, type LucideIcon, Mail, PencilLine, Split } from "lucide-react";
import type { StepKind } from "@/lib/programmes/steps";

interface KindParts {
  icon: LucideIcon;
  /** Of the small tile in which its icon stands. */
  hue: string;
  /** What one adds: "Email". */
  label: string;
  /** What it is for, in a few words. */
  about: string;
}

/** What a screen shows of each kind of action, and of each kind of step between them. */
export const kindParts: { readonly [Kind in StepKind]: KindParts } = {
  message: {
    icon: Mail,
    hue: "bg-accent-soft text-accent",
    label: "Email",
    about: "Write to the customer",
  },
  reminder: {
    icon: AlarmClock,
    hue: "bg-plum-soft text-plum",
    label: "Reminder",
    about: "Write again after a while, unless the goal is met",
  },
  notify: {
    icon: Hash,
    hue: "bg-info-soft text-info-ink",
    label: "Team note",
    about: "Post to a Slack channel",
  },
  update: {
    icon: PencilLine,
    hue: "bg-teal-soft text-teal",
    label: "Update",
    about: "Set an attribute of the customer",
  },
  wait: { icon: Clock, hue: "bg-sunken text-ink-2", label: "Wait", about: "Stand still for a while" },
  branch: {
    icon: Split,
    hue: "bg-sunken text-ink-2",
    label: "Branch",
    about: "Go different ways by who the customer is",
  },
};
