import { isCollision } from "@/db/collision";
import { isDatabaseUnavailable } from "@/db/unavailable";

const RETRY_WRITE_MS = 250;

/** Every write checks the lease, so it may be repeated until it is known to have happened or to have come too late. */
export async function persist<T>(isStopping: () => boolean, action: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await action();
    } catch (error) {
      if (isStopping() || !(isDatabaseUnavailable(error) || isCollision(error))) throw error;
      await new Promise((done) => setTimeout(done, RETRY_WRITE_MS));
    }
  }
}
