import type { SendingWindow } from "@/lib/workspaces/schema";
import { readZone } from "@/lib/zones";

/** The zone in which a customer is written to: their own where the programme's sending window is in it and they have one, else the workspace's. */
export function readerZone(
  window: Pick<SendingWindow, "zone"> | null | undefined,
  reader: { attributes: Readonly<Record<string, unknown>> } | null,
  workspaceZone: string,
): string {
  const own = window?.zone === "person" ? readZone(reader?.attributes.timezone) : null;
  return own ?? workspaceZone;
}
