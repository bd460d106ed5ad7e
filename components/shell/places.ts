import type { LucideIcon } from "lucide-react";
import { Activity, Building2, Send, Settings, Target, Users } from "lucide-react";

/** A screen that the navigation leads to; after g its key goes there. */
export interface Place {
  path: string;
  label: string;
  icon: LucideIcon;
  shortcut: string;
}

export const mainPlaces: readonly Place[] = [
  { path: "jobs", label: "Jobs", icon: Target, shortcut: "j" },
  { path: "deliveries", label: "Deliveries", icon: Send, shortcut: "d" },
  { path: "people", label: "People", icon: Users, shortcut: "p" },
  { path: "organisations", label: "Organisations", icon: Building2, shortcut: "o" },
];

export const otherPlaces: readonly Place[] = [
  { path: "health", label: "Health", icon: Activity, shortcut: "h" },
  { path: "settings", label: "Settings", icon: Settings, shortcut: "s" },
];

/** The screens under Settings; keys are shown to owners only. */
export function settingsPlaces(isOwner: boolean): { path: string; label: string; words?: string }[] {
  return [
    { path: "settings/workspace", label: "Workspace" },
    { path: "settings/members", label: "Members", words: "invite colleague role" },
    ...(isOwner ? [{ path: "settings/keys", label: "Keys", words: "make a key api write" }] : []),
    { path: "settings/events", label: "Events", words: "live tail refused" },
    { path: "settings/activity", label: "Activity", words: "audit log" },
    { path: "settings/account", label: "Your account", words: "password time zone name" },
  ];
}
