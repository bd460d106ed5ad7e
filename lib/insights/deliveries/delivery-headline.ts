import { actionSchema } from "@/lib/actions/action-schema";
import { actionEntry } from "@/lib/actions/kinds";
import { sentMessage } from "@/lib/insights/deliveries/sent-message";

/** What a delivery says in a list: the subject or the note's first line as sent, else as written. */
export function deliveryHeadline(action: unknown, request: unknown): string {
  const sent = sentMessage(request);
  if (sent?.channel === "email") return sent.payload.subject;
  if (sent?.channel === "slack") return firstLine(asRead(sent.payload.text));
  const written = actionSchema.safeParse(action);
  return written.success ? actionEntry(written.data).headline(written.data) : "";
}

function firstLine(text: string): string {
  return text.trimStart().split("\n", 1)[0] ?? "";
}

/** Slack is sent three characters spelled out. */
function asRead(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
