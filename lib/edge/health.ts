import "server-only";
import { getDatabase, isDatabaseUnavailable } from "@/db";
import type { Health } from "@/lib/insights/health";
import { type InstanceHealth, instanceHealth } from "@/lib/insights/instance-health";

/** The health of this instance, also when there is no database to ask. */
export async function checkHealth(
  engine: Health["engine"],
): Promise<InstanceHealth | { status: "failing"; database: "down"; sentences: string[] }> {
  try {
    return await instanceHealth(await getDatabase(), engine);
  } catch (error) {
    if (!isDatabaseUnavailable(error)) throw error;
    return { status: "failing", database: "down", sentences: ["The database does not answer."] };
  }
}
