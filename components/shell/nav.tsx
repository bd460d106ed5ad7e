"use client";

import { Menu, X } from "lucide-react";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import { PaletteButton } from "@/components/shell/palette/palette-button";
import { mainPlaces, otherPlaces, type Place } from "@/components/shell/places";
import { WorkspaceMenu } from "@/components/shell/workspace-menu";
import { Link } from "@/components/ui/link";

interface Props {
  workspace: { slug: string; name: string };
  workspaces: readonly { slug: string; name: string }[];
  isDemo: boolean;
  /** The account menu, at the foot. */
  account: ReactNode;
}

/** The ways through a workspace: a column beside the page, or behind one button on a narrow screen. */
export function Nav({ workspace, workspaces, isDemo, account }: Props) {
  const pathname = usePathname();
  const [open, setOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: arriving somewhere closes the menu
  useEffect(() => setOpen(false), [pathname]);
  const links = (places: readonly Place[]) =>
    places.map((place) => <PlaceLink key={place.path} workspace={workspace.slug} {...place} />);
  return (
    <div className="lg:sticky lg:top-0 lg:flex lg:h-dvh lg:w-58 lg:shrink-0 lg:flex-col lg:px-3 lg:py-3">
      <div className="flex h-13 items-center gap-1 border-b border-line px-2.5 lg:mb-3 lg:h-auto lg:border-0 lg:px-0">
        <WorkspaceMenu workspace={workspace} workspaces={workspaces} />
        <div className="flex lg:hidden">
          <PaletteButton isNarrow />
          <button
            type="button"
            className="grid size-9 place-items-center rounded-md text-ink-2 hover:bg-sunken"
            aria-expanded={open}
            aria-controls="menu"
            onClick={() => setOpen(!open)}
          >
            {open ? <X aria-hidden size={18} /> : <Menu aria-hidden size={18} />}
            <span className="sr-only">{open ? "Close the menu" : "Open the menu"}</span>
          </button>
        </div>
      </div>
      <div
        id="menu"
        className={`${open ? "block" : "hidden"} min-h-0 border-b border-line p-3 lg:flex lg:flex-1 lg:flex-col lg:border-0 lg:p-0`}
      >
        <div className="mb-3 hidden lg:block">
          <PaletteButton />
        </div>
        <nav aria-label="Main" className="lg:min-h-0 lg:flex-1 lg:overflow-y-auto">
          <ul className="space-y-0.5">{links(mainPlaces)}</ul>
          <ul className="mt-4 space-y-0.5 border-t border-line pt-4">{links(otherPlaces)}</ul>
        </nav>
        <div className="mt-4 space-y-2">
          {isDemo ? <Demo /> : null}
          {account}
        </div>
      </div>
    </div>
  );
}

function PlaceLink({ workspace, path, label, icon: Icon }: Place & { workspace: string }) {
  const pathname = usePathname();
  const href = `/${workspace}/${path}`;
  const here = pathname === href || pathname.startsWith(`${href}/`);
  return (
    <li>
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
}

function Demo() {
  return (
    <div className="rounded-md bg-accent-soft px-3 py-2.5 text-sm">
      <p className="text-ink-2">
        <span className="font-medium text-ink">Demo</span>: its messages go nowhere.
      </p>
      <Link href="/set-up" className="mt-0.5 inline-block font-medium text-accent hover:underline">
        Start for real
      </Link>
    </div>
  );
}
