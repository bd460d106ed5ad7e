import type { BatchResult, SendResult } from "@/lib/channels/schema";

/** A call to a provider that breaks in our own hands has no answer: its delivery is asked for again, and no other one is held up by it. */
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
