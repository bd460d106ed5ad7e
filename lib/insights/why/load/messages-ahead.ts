import "server-only";
import { and, eq } from "drizzle-orm";
import { organisations } from "@/db/schema";
import { isMessage } from "@/lib/actions/is-message";
import { placeholderValues } from "@/lib/actions/placeholders";
import { renderMessage } from "@/lib/actions/render-message";
import type { Action } from "@/lib/actions/schema";
import type { Context } from "@/lib/context";
import { readerZone } from "@/lib/deliveries/check/reader-zone";
import type { MessageAhead } from "@/lib/insights/why/schema";
import { loadTypes } from "@/lib/profiles/attributes/load-types";
import type { Customer } from "@/lib/profiles/schema";
import type { SendingWindow, Workspace } from "@/lib/workspaces/schema";

/**
 * What each message of these actions would say to a person if it left now. An organisation's messages go to several people, and each
 * reads it in their own words: none is shown.
 */
export async function messagesAhead(
  ctx: Context,
  customer: Customer,
  {
    workspace,
    programme,
    actions,
    window,
  }: {
    workspace: Workspace;
    programme: { name: string };
    actions: Action[];
    window: SendingWindow | null | undefined;
  },
): Promise<Map<string, MessageAhead>> {
  const messages = actions.filter(isMessage);
  if (customer.entity !== "person" || messages.length === 0) return new Map();
  const organisation = await organisationOf(ctx, customer);
  const zone = readerZone(window ?? workspace.settings.sendingWindow, customer, workspace.timezone);
  const types = await loadTypes(ctx);
  const found = new Map<string, MessageAhead>();
  for (const action of messages) {
    const sender = action.sender ?? workspace.settings.defaultSender ?? { name: workspace.name, address: "" };
    const values = placeholderValues({
      person: customer,
      organisation,
      programme,
      sender,
      now: ctx.now,
      types,
      zone,
    });
    try {
      const { subject, text } = renderMessage(action, { values, sender });
      found.set(action.id, { subject, text });
    } catch {
      // Sending it would fail likewise, and say so on the delivery.
    }
  }
  return found;
}

async function organisationOf(ctx: Context, { primaryOrganisationId }: Customer) {
  if (!primaryOrganisationId) return null;
  const [row] = await ctx.db
    .select({ attributes: organisations.attributes })
    .from(organisations)
    .where(and(eq(organisations.workspaceId, ctx.workspaceId), eq(organisations.id, primaryOrganisationId)));
  return row ?? null;
}
