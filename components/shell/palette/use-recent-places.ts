"use client";

import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import {
  kindOfPlace,
  type RecentPlace,
  readPlaces,
  withPlace,
} from "@/components/shell/palette/recent-places";

const KEY = "trig_recent_";

/** Where the member was lately in this workspace, the latest first, without where they are. */
export function useRecentPlaces(workspace: string): RecentPlace[] {
  const pathname = usePathname();
  const [places, setPlaces] = useState<RecentPlace[]>([]);
  useEffect(() => setPlaces(readPlaces(localStorage.getItem(KEY + workspace))), [workspace]);
  useEffect(() => {
    const kind = kindOfPlace(pathname);
    const main = document.getElementById("main");
    if (!kind || !main) return;
    // A page that is still on its way has no heading yet.
    const watch = new MutationObserver(note);
    watch.observe(main, { childList: true, subtree: true });
    note();
    return () => watch.disconnect();

    function note() {
      const label = main?.querySelector("header h1")?.textContent;
      if (!label || !kind) return;
      watch.disconnect();
      const kept = withPlace(readPlaces(localStorage.getItem(KEY + workspace)), {
        href: pathname,
        label,
        kind,
      });
      localStorage.setItem(KEY + workspace, JSON.stringify(kept));
      setPlaces(kept);
    }
  }, [pathname, workspace]);
  return places.filter(({ href }) => href !== pathname);
}

/** Forgets where a member was: whoever uses this browser next need not know. */
export function forgetRecentPlaces(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(KEY)) localStorage.removeItem(key);
}
