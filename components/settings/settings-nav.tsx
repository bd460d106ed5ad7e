"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { settingsPlaces } from "@/components/shell/places";
import { Link } from "@/components/ui/link";

/** The ways through the settings: a line above each of their pages. */
export function SettingsNav({ workspace, isOwner }: { workspace: string; isOwner: boolean }) {
  const pathname = usePathname();
  const here = useRef<HTMLLIElement>(null);
  // On a narrow screen the line is longer than the screen is wide.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is another place
  useEffect(() => {
    // What it returns is no cleanup: newer browsers return a promise.
    here.current?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [pathname]);
  return (
    <nav aria-label="Settings" className="-mt-2 mb-6 border-b border-line sm:-mt-3">
      <ul className="-mb-px flex gap-5 overflow-x-auto">
        {settingsPlaces(isOwner).map(({ path, label }) => {
          const href = `/${workspace}/${path}`;
          const isHere = pathname === href || pathname.startsWith(`${href}/`);
          return (
            <li key={path} ref={isHere ? here : undefined}>
              <Link
                href={href}
                aria-current={isHere ? "page" : undefined}
                className={`inline-flex h-10 items-center border-b-2 text-sm font-medium whitespace-nowrap transition-colors ${
                  isHere ? "border-accent text-ink" : "border-transparent text-ink-2 hover:text-ink"
                }`}
              >
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
