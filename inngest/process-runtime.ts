import { getDatabase } from "@/db";
import { renderCustomerMessageHtml } from "@/emails/render";
import { instanceMode, listWorkspaceIds, systemContext } from "@/lib/edge/system";
import { pruneEvents } from "@/lib/events/prune-events";
import { pruneLinks } from "@/lib/members/sign-in/links";
import { pruneSignIns } from "@/lib/members/sign-in/sign-ins";
import { pruneTries } from "@/lib/members/sign-in/tries";
import { relayAnnouncements } from "@/lib/outbox/relay";
import { catchUp } from "@/lib/pipeline/time/catch-up";
import { businessNow } from "@/lib/workspaces/clock/clock";
import { giveWay } from "./arrivals";
import { handOver } from "./hand-over";
import { hasBegun } from "./on-their-way";
import type { Runtime } from "./runtime";

/** The runtime of the app's own process: its database, its clock, its engine. */
export const processRuntime: Runtime = {
  contextOf: systemContext,
  listWorkspaceIds,
  giveWay,
  relay: async () =>
    relayAnnouncements(await getDatabase(), (rows) =>
      handOver(rows.map(({ id, name, data }) => ({ id: `${data.workspaceId}-${id}`, name, data }))),
    ),
  hasBegun,
  ports: async () => ({
    mode: await instanceMode(),
    renderHtml: renderCustomerMessageHtml,
    applyNews: catchUp,
  }),
  prune: async () => {
    const db = await getDatabase();
    await pruneEvents(db, await businessNow(db));
    await pruneTries(db);
    await pruneSignIns(db);
    await pruneLinks(db);
  },
};
