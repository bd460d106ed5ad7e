import { isDatabaseUnavailable } from "@/db/unavailable";

const RETRY_WRITE_MS = 250;
const DEADLOCK_OR_CLASH = new Set(["40P01", "40001"]);

/** Every write checks the lease, so it may be repeated until it is known to have happened or to have come too late. */
export async function persist<T>(isStopping: () => boolean, action: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await action();
    } catch (error) {
      if (isStopping() || !mayPass(error)) throw error;
      await new Promise((done) => setTimeout(done, RETRY_WRITE_MS));
    }
  }
}

function mayPass(error: unknown): boolean {
  if (isDatabaseUnavailable(error)) return true;
  const cause = error instanceof Error ? error.cause : null;
  return (
    cause instanceof Error &&
    "code" in cause &&
    typeof cause.code === "string" &&
    DEADLOCK_OR_CLASH.has(cause.code)
  );
}
