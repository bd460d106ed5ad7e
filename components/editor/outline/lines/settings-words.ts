import type { Definition } from "@/lib/programmes/schema";

/** Whom a job is about and when it may write, in one line. */
export function settingsWords({
  target,
  sendingWindow,
}: Pick<Definition, "target" | "sendingWindow">): string {
  const about = target === "person" ? "About people" : "About organisations";
  return sendingWindow
    ? `${about} · writes ${sendingWindow.from} to ${sendingWindow.to}`
    : `${about} · writes at any time`;
}
