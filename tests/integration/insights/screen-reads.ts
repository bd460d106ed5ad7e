import type { Context } from "@/lib/context";
import { countRefused } from "@/lib/insights/arrivals/count-refused";
import { findLastArrival } from "@/lib/insights/arrivals/first-arrival";
import { listArrivals } from "@/lib/insights/arrivals/list-arrivals";
import { findInCatalogue, listChanges } from "@/lib/insights/catalogue/get-attribute";
import { getEvent } from "@/lib/insights/catalogue/get-event";
import { listAttributes } from "@/lib/insights/catalogue/list-attributes";
import { findComing } from "@/lib/insights/clock/coming-next";
import { listSetOff, listWaiting } from "@/lib/insights/clock/set-off";
import { decodeCursor, encodeCursor } from "@/lib/insights/cursor";
import { attributeRows, passRows } from "@/lib/insights/customers/customer-details";
import { customersById } from "@/lib/insights/customers/customers";
import { getOrganisation } from "@/lib/insights/customers/get-organisation";
import { getPerson } from "@/lib/insights/customers/get-person";
import { listOrganisations } from "@/lib/insights/customers/list-organisations";
import { listPeople } from "@/lib/insights/customers/list-people";
import { listPeopleOf } from "@/lib/insights/customers/list-people-of";
import { chipsOf, chosenDeliveries } from "@/lib/insights/deliveries/delivery-filter";
import { getDelivery } from "@/lib/insights/deliveries/get-delivery";
import { listDeliveries } from "@/lib/insights/deliveries/list-deliveries";
import { tooNarrow } from "@/lib/insights/deliveries/too-narrow";
import { findPlaces } from "@/lib/insights/find-places";
import { getHealth } from "@/lib/insights/health/health";
import { listActivity } from "@/lib/insights/list-activity";
import { actionWords } from "@/lib/insights/programmes/action-words";
import { definitionShown, getOverview } from "@/lib/insights/programmes/get-overview";
import { listOfKind } from "@/lib/insights/programmes/list-of-kind";
import { listVersions } from "@/lib/insights/programmes/list-versions";
import { nextSteps } from "@/lib/insights/programmes/next-steps";
import { getPulse } from "@/lib/insights/pulse";
import { getReport } from "@/lib/insights/report/get-report";
import { countPasses, listLeft, listPasses } from "@/lib/insights/report/list-passes";
import type { PassFilter } from "@/lib/insights/report/pass-filter";
import { stepFigures } from "@/lib/insights/report/step-figures";
import { listEventNames, listTimeline } from "@/lib/insights/timeline/list-timeline";
import { timelineFilter } from "@/lib/insights/timeline/timeline-filter";
import { deliveryChain } from "@/lib/insights/why/delivery-chain";
import { findWho } from "@/lib/insights/why/find-who";
import { findCustomer } from "@/lib/insights/why/load/find-customer";
import { programmesToAsk } from "@/lib/insights/why/programmes-to-ask";
import { why } from "@/lib/insights/why/why";
import { whyAttribute } from "@/lib/insights/why/why-attribute";
import { listColleagues, listInvitations } from "@/lib/members/colleagues/list-colleagues";
import { findMember, findMemberByEmail, findRole, listWorkspacesOf } from "@/lib/members/find-member";
import { getProgramme } from "@/lib/programmes/draft/get-programme";
import { listProgrammes } from "@/lib/programmes/draft/list-programmes";
import { watchDraft } from "@/lib/programmes/draft/watch-draft";
import { movableClock } from "@/lib/workspaces/clock/movable-clock";
import { listIntegrations } from "@/lib/workspaces/connections/integrations";
import { findWorkspaceBySlug, getWorkspace } from "@/lib/workspaces/get-workspace";
import { listKeys } from "@/lib/workspaces/keys/list-keys";
import { workspaceSettingsSchema } from "@/lib/workspaces/schema";

/** The moment at which screens are read here. */
export const NOW = new Date("2026-03-12T09:00:00Z");

const middle = decodeCursor(encodeCursor({ at: new Date(NOW.getTime() - 86_400_000), id: "x" }));
const workspace = {
  id: "wsp_many",
  slug: "many",
  name: "Many",
  timezone: "UTC",
  settings: workspaceSettingsSchema.parse({}),
  createdAt: NOW,
};
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
const zone = "Europe/Stockholm";
const of = (filter: PassFilter) => ({ programmeId: "prg_1", filter, zone });
/** The ways in which screens and the API read, by what a member would call it. */
export const reads: Record<string, (ctx: Context) => Promise<unknown>> = {
  "the jobs": (ctx) => listOfKind(ctx, "job"),
  "a job": (ctx) => getOverview(ctx, { kind: "job", slug: "job-1" }),
  "the report of a job": async (ctx) =>
    getReport(ctx, await getOverview(ctx, { kind: "job", slug: "job-1" }), {
      version: null,
      range: null,
      zone,
    }),
  "the figures at the places of a job": (ctx) => stepFigures(ctx, "prg_1"),
  "who went through a step": (ctx) =>
    listPasses(ctx, of({ show: "entered", passed: { step: "reminder-1" } }), null),
  "who entered a job": (ctx) => listPasses(ctx, of({ show: "entered" }), middle),
  "how many entered a job": (ctx) => countPasses(ctx, of({ show: "entered", version: 1 })),
  "who entered a job on a day": (ctx) =>
    listPasses(ctx, of({ show: "entered", days: { from: "2026-03-02", to: "2026-03-02" } }), null),
  "who is in a job": (ctx) => listPasses(ctx, of({ show: "open" }), middle),
  "who stands before a step": (ctx) => listPasses(ctx, of({ show: "open", step: "reminder-1" }), null),
  "who completed a job": (ctx) => listPasses(ctx, of({ show: "completed", version: 1 }), middle),
  "who completed a job in a time": (ctx) =>
    listPasses(ctx, of({ show: "completed", took: { fromMs: 0, toMs: 86_400_000 } }), null),
  "who exited a job for a reason": (ctx) =>
    listPasses(ctx, of({ show: "exited", reason: "deadline" }), middle),
  "who exited a job for a reason that nobody had": (ctx) =>
    listPasses(ctx, of({ show: "exited", reason: "merged" }), null),
  "who left a job": (ctx) => listLeft(ctx, { programmeId: "prg_1", version: null, zone }),
  "the deliveries": (ctx) => listDeliveries(ctx, {}, middle),
  "the deliveries of a job": (ctx) =>
    listDeliveries(ctx, { programme: { kind: "job", slug: "job-1" } }, null),
  "the deliveries of an outcome": (ctx) => listDeliveries(ctx, { status: "failed" }, null),
  "the deliveries of a reason": (ctx) => listDeliveries(ctx, { reason: "no_email", kind: "message" }, null),
  "the deliveries of one action with one outcome": (ctx) =>
    listDeliveries(
      ctx,
      { programme: { kind: "job", slug: "job-1" }, actionId: "welcome", status: "skipped" },
      null,
    ),
  "the deliveries of a person": (ctx) => listDeliveries(ctx, { customerId: "per_77" }, null),
  "the deliveries of a job with an outcome that no delivery has": (ctx) =>
    listDeliveries(ctx, { programme: { kind: "job", slug: "job-1" }, status: "held" }, null),
  "the deliveries of a job with an outcome that most have": (ctx) =>
    listDeliveries(ctx, { programme: { kind: "job", slug: "job-1" }, status: "sent" }, middle),
  "the deliveries of a kind that there are none of": (ctx) => listDeliveries(ctx, { kind: "notify" }, null),
  "the deliveries of a kind and an outcome": (ctx) =>
    listDeliveries(ctx, { kind: "message", status: "failed" }, middle),
  "the deliveries of a job and a kind": (ctx) =>
    listDeliveries(ctx, { programme: { kind: "job", slug: "job-1" }, kind: "notify" }, null),
  "the deliveries of a job and a kind that are many": (ctx) =>
    listDeliveries(ctx, { programme: { kind: "job", slug: "job-1" }, kind: "message" }, null),
  "the deliveries of a job and a reason": (ctx) =>
    listDeliveries(ctx, { programme: { kind: "job", slug: "job-2" }, reason: "no_email" }, null),
  "the deliveries of one action": (ctx) =>
    listDeliveries(ctx, { programme: { kind: "job", slug: "job-1" }, actionId: "reminder-1" }, null),
  "the deliveries of a day": (ctx) =>
    listDeliveries(ctx, { from: hoursAgo(48), before: hoursAgo(24), status: "failed" }, null),
  "the deliveries of a person in a job in a week": (ctx) =>
    listDeliveries(
      ctx,
      { customerId: "per_77", programme: { kind: "job", slug: "job-1" }, from: hoursAgo(168) },
      null,
    ),
  "a delivery": (ctx) => getDelivery(ctx, "dlv_77"),
  "what led to a delivery": (ctx) => deliveryChain(ctx, "dlv_77", { workspace, zone: "UTC" }),
  "why a person is in a job, and every action": (ctx) =>
    why(ctx, "job", "job-8", { entity: "person", name: "per_77" }),
  "why an attribute is what it is": (ctx) =>
    whyAttribute(ctx, { entity: "person", id: "per_9" }, "logins", "UTC"),
  "what attributes there are": (ctx) => listAttributes(ctx),
  "what the catalogue knows of an attribute": (ctx) => findInCatalogue(ctx, "person", "logins"),
  "what an attribute has been": (ctx) => listChanges(ctx, "per_9", "logins", middle),
  "an event": (ctx) => getEvent(ctx, "evt_77"),
  "the timeline of somebody who does a great deal": (ctx) =>
    listTimeline(ctx, { entity: "person", id: "per_9" }, middle),
  "of somebody who does a great deal one event": (ctx) =>
    listTimeline(ctx, { entity: "person", id: "per_9" }, null, 40, timelineFilter({ event: "Thing 3" })),
  "of somebody who does a great deal the jobs": (ctx) =>
    listTimeline(ctx, { entity: "person", id: "per_9" }, null, 40, timelineFilter({ show: "jobs,messages" })),
  "what somebody who does a great deal has done": (ctx) =>
    listEventNames(ctx, { entity: "person", id: "per_9" }),
  "the people of an organisation": (ctx) => listPeopleOf(ctx, "org_7", null),
  "whom a name means": (ctx) => findWho(ctx, "user77@company.example"),
  people: (ctx) => listPeople(ctx, "", middle),
  "people by name": (ctx) => listPeople(ctx, "first77", null),
  "people by email": (ctx) => listPeople(ctx, "user77@", null),
  "a person": (ctx) => getPerson(ctx, "per_77"),
  "a person's timeline": (ctx) => listTimeline(ctx, { entity: "person", id: "per_77" }, null),
  "the second page of a timeline": (ctx) =>
    listTimeline(
      ctx,
      { entity: "person", id: "per_77" },
      decodeCursor(encodeCursor({ at: NOW, id: "2mov_1" })),
    ),
  organisations: (ctx) => listOrganisations(ctx, "", middle),
  "organisations by name": (ctx) => listOrganisations(ctx, "company 77", null),
  "an organisation": (ctx) => getOrganisation(ctx, "org_7"),
  "an organisation's timeline": (ctx) => listTimeline(ctx, { entity: "organisation", id: "org_7" }, null),
  "what an hour set off": (ctx) =>
    listSetOff(ctx, { from: hoursAgo(3), to: hoursAgo(2), waiting: ["dlv_1"], zone: "UTC" }),
  "what waits": (ctx) => listWaiting(ctx),
  "what comes next": (ctx) => findComing(ctx, "UTC"),
  health: (ctx) => getHealth(ctx, "embedded"),
  "how much was refused": (ctx) => countRefused(ctx),
  "the revision": (ctx) => getPulse(ctx),
  "what the palette finds": (ctx) => findPlaces(ctx, "first77"),
  arrivals: (ctx) => listArrivals(ctx),
  "earlier arrivals": (ctx) => listArrivals(ctx, { before: "evt_50000" }),
  "refused arrivals": (ctx) => listArrivals(ctx, { only: "refused" }),
  "arrivals by text": (ctx) => listArrivals(ctx, { text: "nobody" }),
  "the step each of a job's customers waits for": async (ctx) =>
    nextSteps(ctx, {
      programmeId: "prg_1",
      passes: (await listPasses(ctx, of({ show: "open" }), null)).rows,
      zone,
    }),
  "what a version of a job does": async (ctx) =>
    definitionShown(ctx, await getOverview(ctx, { kind: "job", slug: "job-1" }), 1),
  "the versions of a job": (ctx) => listVersions(ctx, "prg_1"),
  "how a draft stands": (ctx) => watchDraft(ctx, { kind: "job", slug: "job-1", known: 0 }),
  "the names of customers": (ctx) =>
    customersById(ctx, [
      { entity: "person", customerId: "per_77" },
      { entity: "organisation", customerId: "org_7" },
    ]),
  "the jobs that can be asked why": (ctx) => programmesToAsk(ctx, "person"),
  "a person by any name": (ctx) => findCustomer(ctx, "person", "user77"),
  "an organisation by any name": (ctx) => findCustomer(ctx, "organisation", "g77"),
  "a person's attributes and where they come from": async (ctx) =>
    attributeRows(ctx, "person", {
      id: "per_77",
      attributes: { first_name: "x", plan: "y" },
      attributeTimes: {},
    }),
  "the jobs of a person": (ctx) => passRows(ctx, "per_77"),
  "what an action does": (ctx) => actionWords(ctx, { kind: "job", slug: "job-1" }, "welcome"),
  "which filter finds nothing": (ctx) => {
    const chosen = chosenDeliveries({ job: "job-1", status: "held", kind: "message" });
    return tooNarrow(ctx, chosen, chipsOf(chosen, {}), { who: null, zone });
  },
  "who changed what": (ctx) => listActivity(ctx, middle),
  "the last arrival": (ctx) => findLastArrival(ctx, zone),
  "programmes of the API": (ctx) => listProgrammes(ctx, "job"),
  "a programme of the API": (ctx) => getProgramme(ctx, "job", "job-1"),
  "the keys": (ctx) => listKeys(ctx),
  "the integrations": (ctx) => listIntegrations(ctx),
  "the members": (ctx) => listColleagues(ctx),
  "the open invitations": (ctx) => listInvitations(ctx),
  "a member, their role and their workspaces": async (ctx) => [
    await findMember(ctx.db, "mem_1"),
    await findMemberByEmail(ctx.db, "owner@many.test"),
    await findRole(ctx.db, ctx.workspaceId, "mem_1"),
    await listWorkspacesOf(ctx.db, "mem_1"),
  ],
  "a workspace by its address": (ctx) => findWorkspaceBySlug(ctx.db, "many"),
  "the record of a workspace": (ctx) => getWorkspace(ctx),
  "the clock": (ctx) => movableClock(ctx),
};
