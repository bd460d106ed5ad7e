import type { LucideIcon } from "lucide-react";
import { Building2, Keyboard, Monitor, Moon, Send, Settings, Sun, Target, User } from "lucide-react";
import { customerHref } from "@/components/links/hrefs";
import type { Offer } from "@/components/shell/offers";
import type { RecentPlace } from "@/components/shell/palette/recent-places";
import { mainPlaces, otherPlaces, settingsPlaces } from "@/components/shell/places";
import { type Theme, themes, themeWords } from "@/components/ui/theme";
import { programmeHref } from "@/lib/edge/pages/programme-href";
import type { FoundPlaces } from "@/lib/insights/find-places";
import { plural } from "@/lib/words/figures";
import { matchesWords } from "@/lib/words/matches-words";

/** A line of the command palette: somewhere to go, or something to do. */
export interface PaletteItem {
  id: string;
  label: string;
  icon: LucideIcon;
  /** What tells it from others of the same name. */
  hint?: string | undefined;
  /** Other words that find it. */
  words?: string | undefined;
  to: { href: string } | { run: () => void };
}

export interface PaletteGroup {
  title: string;
  items: PaletteItem[];
}

interface Known {
  workspace: string;
  isOwner: boolean;
  typed: string;
  recent: readonly RecentPlace[];
  found: FoundPlaces;
  offers: readonly Offer[];
  theme: Theme;
  choose: (theme: Theme) => void;
  showShortcuts: () => void;
}

const recentIcons = { jobs: Target, people: User, organisations: Building2, deliveries: Send } as const;
const themeIcons = { system: Monitor, light: Sun, dark: Moon } as const;
const MOST_RECENT = 5;

/** What the palette lists for what was typed: of nothing typed, where the member was lately first. What was typed picks by words. */
export function paletteGroups(known: Known): PaletteGroup[] {
  const { typed, found, workspace } = known;
  // One letter begins too many words that are not shown.
  const isShort = typed.trim().length < 2;
  const fits = (items: PaletteItem[]) =>
    items.filter(({ label, words = "" }) => matchesWords(typed, isShort ? label : `${label} ${words}`));
  const groups: PaletteGroup[] = [
    { title: "Lately", items: fits(lately(known)).slice(0, MOST_RECENT) },
    { title: "Go to", items: fits(screens(known)) },
    { title: "Do", items: fits(actions(known)) },
    { title: "Jobs", items: jobs(workspace, found) },
    { title: "People", items: people(workspace, found) },
    { title: "Organisations", items: organisations(workspace, found) },
  ];
  const there = new Set<string>();
  return groups
    .map(({ title, items }) => ({ title, items: items.filter((item) => isNew(item, there)) }))
    .filter(({ items }) => items.length > 0);
}

/** A place stands once, in the first group that has it. */
function isNew({ to }: PaletteItem, there: Set<string>): boolean {
  if (!("href" in to)) return true;
  if (there.has(to.href)) return false;
  there.add(to.href);
  return true;
}

function lately({ recent }: Known): PaletteItem[] {
  return recent.map(({ href, label, kind }) => ({
    id: `lately ${href}`,
    label,
    icon: recentIcons[kind],
    to: { href },
  }));
}

function screens({ workspace, typed, isOwner }: Known): PaletteItem[] {
  return [
    ...[...mainPlaces, ...otherPlaces].map(({ path, label, icon }) => ({
      path,
      label,
      icon,
      words: undefined,
    })),
    ...(typed.trim() ? settingsPlaces(isOwner) : []).map(({ path, label, words }) => ({
      path,
      label: `Settings: ${label}`,
      icon: Settings,
      words,
    })),
  ].map(({ path, ...rest }) => ({ id: `screen ${path}`, ...rest, to: { href: `/${workspace}/${path}` } }));
}

function actions({ offers, theme, choose, showShortcuts }: Known): PaletteItem[] {
  return [
    ...offers.map(({ run, ...offer }) => ({ ...offer, to: { run } })),
    ...themes
      .filter((one) => one !== theme)
      .map((one) => ({
        id: `theme ${one}`,
        label: `Look: ${themeWords[one].toLowerCase()}`,
        icon: themeIcons[one],
        words: "theme mode switch",
        to: { run: () => choose(one) },
      })),
    {
      id: "shortcuts",
      label: "Keyboard shortcuts",
      icon: Keyboard,
      words: "help keys",
      to: { run: showShortcuts },
    },
  ];
}

function jobs(workspace: string, found: FoundPlaces): PaletteItem[] {
  return found.jobs.map((job) => ({
    id: `${job.kind} ${job.slug}`,
    label: job.name,
    icon: Target,
    to: { href: programmeHref(workspace, job) },
  }));
}

function people(workspace: string, found: FoundPlaces): PaletteItem[] {
  return found.people.map(({ id, name, email, organisation }) => ({
    id,
    label: name,
    icon: User,
    hint: [email === name ? null : email, organisation].filter(Boolean).join(" · "),
    to: { href: customerHref(workspace, { entity: "person", id }) },
  }));
}

function organisations(workspace: string, found: FoundPlaces): PaletteItem[] {
  return found.organisations.map(({ id, name, people: size }) => ({
    id,
    label: name,
    icon: Building2,
    hint: plural(size, "person", "people"),
    to: { href: customerHref(workspace, { entity: "organisation", id }) },
  }));
}
