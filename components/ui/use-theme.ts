"use client";

import { useSyncExternalStore } from "react";
import { THEME_COOKIE, type Theme, themeOf } from "@/components/ui/theme";

const YEAR_SECONDS = 365 * 24 * 60 * 60;
const listeners = new Set<() => void>();

/** The look in use, and a way to choose another: it shows at once, and the cookie makes the server send it from then on. */
export function useTheme(): { theme: Theme; choose: (theme: Theme) => void } {
  const theme = useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => themeOf(document.documentElement.dataset.theme),
    () => "system" as const,
  );
  return { theme, choose };
}

function choose(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari of the last years
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  for (const tell of listeners) tell();
}
