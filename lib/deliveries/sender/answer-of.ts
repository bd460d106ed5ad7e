import type { BatchResult, SendResult } from "@/lib/channels/schema";

/** A call to a provider that throws has no clear answer: its delivery is asked for again, and holds no other one up. */
export async function answerOf<Result extends SendResult | BatchResult>(
  call: Promise<Result>,
): Promise<Result | { outcome: "unknown"; detail: string }> {
  try {
    return await call;
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return { outcome: "unknown", detail: `The provider's answer could not be read: ${words}` };
  }
}
