import type { Context } from "@/lib/context";
import { acceptEvents } from "@/lib/events/accept";
import { checkEvent } from "@/lib/events/check-event";
import { newId } from "@/lib/ids";

/** Sends calls as Segment's clients would, through the same checks, at the context's time. */
export async function send(
  ctx: Context,
  calls: readonly Record<string, unknown>[],
  trust: "server" | "browser" | "crm" = "server",
): Promise<void> {
  const checked = calls.map((call) => {
    const result = checkEvent(
      { messageId: newId("evt"), timestamp: ctx.now.toISOString(), ...call },
      { receivedAt: ctx.now, trust, checkText: true, checkSize: true },
    );
    if ("refusal" in result) throw new Error(`${result.refusal.field}: ${result.refusal.sentence}`);
    return result.event;
  });
  await acceptEvents(
    ctx.db,
    { workspaceId: ctx.workspaceId, source: "key_test", trust, receivedAt: ctx.now },
    checked,
  );
}
