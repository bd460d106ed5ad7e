"use client";

import { useEffect } from "react";

type Hear = () => void;
const hearers = new Set<Hear>();

/** Whether the page follows the news by itself, so that the frame must not render it anew; it is told where there is some. */
export function tellOwnNews(isNews: boolean): boolean {
  if (isNews) for (const hear of hearers) hear();
  return hearers.size > 0;
}

/** For a page that must never be rendered anew while somebody works in it: it hears that there is news, and looks for itself. */
export function useOwnNews(hear: Hear): void {
  useEffect(() => {
    hearers.add(hear);
    return () => void hearers.delete(hear);
  }, [hear]);
}
