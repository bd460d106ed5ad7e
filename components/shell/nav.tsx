"use client";

import { Activity, Building2, KeyRound, Menu, Send, Target, Users, X } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { Mark } from "@/components/shell/mark";

const places = [
  { path: "jobs", label: "Jobs", icon: Target },
  { path: "deliveries", label: "Deliveries", icon: Send },
  { path: "people", label: "People", icon: Users },
  { path: "organisations", label: "Organisations", icon: Building2 },
] as const;
const workings = [
  { path: "health", label: "Health", icon: Activity },
  { path: "settings/keys", label: "Keys", icon: KeyRound },
] as const;

/** The ways through a workspace: a column beside the page, or behind one button on a narrow screen. */
export function Nav({ workspace, name }: { workspace: string; name: string }) {
  const pathname = usePathname();
  const [open, setOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: arriving somewhere closes the menu
  useEffect(() => setOpen(false), [pathname]);
  const links = (group: typeof places | typeof workings) =>
    group.map(({ path, label, icon: Icon }) => {
      const href = `/${workspace}/${path}`;
      const here = pathname === href || pathname.startsWith(`${href}/`);
      return (
        <li key={path}>
          <Link
            href={href}
            aria-current={here ? "page" : undefined}
            className={`flex h-8 items-center gap-2.5 rounded-md px-2.5 text-sm font-medium transition-colors ${
              here
                ? "bg-surface text-ink shadow-card ring-1 ring-line"
                : "text-ink-2 hover:bg-sunken hover:text-ink"
            }`}
          >
            <Icon aria-hidden size={16} strokeWidth={1.75} className={here ? "text-accent" : "text-ink-3"} />
            {label}
          </Link>
        </li>
      );
    });
  return (
    <div className="lg:sticky lg:top-0 lg:flex lg:h-dvh lg:w-56 lg:shrink-0 lg:flex-col lg:px-3 lg:py-4">
      <div className="flex h-13 items-center justify-between border-b border-line px-4 lg:mb-4 lg:h-9 lg:border-0 lg:px-2.5">
        <Link href={`/${workspace}/jobs`} className="flex min-w-0 items-center gap-2.5" title={name}>
          <Mark />
          <span className="truncate font-semibold tracking-[-0.01em]">{name}</span>
        </Link>
        <button
          type="button"
          className="-mr-2 grid size-9 place-items-center rounded-md text-ink-2 hover:bg-sunken lg:hidden"
          aria-expanded={open}
          aria-controls="menu"
          onClick={() => setOpen(!open)}
        >
          {open ? <X aria-hidden size={18} /> : <Menu aria-hidden size={18} />}
          <span className="sr-only">{open ? "Close the menu" : "Open the menu"}</span>
        </button>
      </div>
      <nav
        id="menu"
        aria-label="Main"
        className={`${open ? "block" : "hidden"} border-b border-line p-3 lg:block lg:border-0 lg:p-0`}
      >
        <ul className="space-y-0.5">{links(places)}</ul>
        <p className="mt-5 mb-1.5 px-2.5 text-xs font-medium text-ink-3">Workings</p>
        <ul className="space-y-0.5">{links(workings)}</ul>
      </nav>
    </div>
  );
}
