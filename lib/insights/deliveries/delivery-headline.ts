import { actionSchema } from "@/lib/actions/action-schema";
import { actionEntry } from "@/lib/actions/kinds";
import { shownMessage } from "@/lib/channels/channels";
import { sentMessage } from "@/lib/insights/deliveries/sent-message";

/** What a delivery says in a list: the subject or the note's first line as sent, else as written. */
export function deliveryHeadline(action: unknown, request: unknown): string {
  const sent = sentMessage(request);
  if (sent) return shownMessage(sent).headline;
  const written = actionSchema.safeParse(action);
  return written.success ? actionEntry(written.data).headline(written.data) : "";
}
