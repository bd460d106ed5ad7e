"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { settingsPlaces } from "@/components/shell/places";

/** The ways through the settings: a line above each of their pages. */
export function SettingsNav({ workspace, isOwner }: { workspace: string; isOwner: boolean }) {
  const pathname = usePathname();
  return (
    <nav aria-label="Settings" className="-mt-2 mb-6 border-b border-line sm:-mt-3">
      <ul className="-mb-px flex gap-5 overflow-x-auto">
        {settingsPlaces(isOwner).map(({ path, label }) => {
          const href = `/${workspace}/${path}`;
          const here = pathname === href || pathname.startsWith(`${href}/`);
          return (
            <li key={path}>
              <Link
                href={href}
                aria-current={here ? "page" : undefined}
                className={`inline-flex h-10 items-center border-b-2 text-sm font-medium whitespace-nowrap transition-colors ${
                  here ? "border-accent text-ink" : "border-transparent text-ink-2 hover:text-ink"
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
