/** Whether the server answers this member: yes, not at all, or no longer. */
export type Line = "live" | "lost" | "signed_out";

const ANSWERS_WITHIN_MS = 10_000;

/** Asks plainly how the line stands: an event stream that breaks does not say why. */
export async function lookOut(href: string): Promise<Line> {
  try {
    const { ok, status } = await fetch(href, {
      cache: "no-store",
      signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
    });
    if (status === 401) return "signed_out";
    return ok ? "live" : "lost";
  } catch {
    return "lost";
  }
}
