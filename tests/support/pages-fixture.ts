import type { Db } from "@/db/connect";
import * as t from "@/db/schema";
import nudge from "@/lib/demo/jobs/onboarding-nudge.json";
import rescue from "@/lib/demo/jobs/onboarding-rescue.json";
import { newId } from "@/lib/ids";
import type { ProgrammeStatus } from "@/lib/programme-status";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/time";
import atRisk from "../fixtures/jobs/at-risk.json";
import { pagesRows } from "./pages-rows";

const SLUG = "acme";
const LONG = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh-Cholmondeley";
const FIRST = "Dana Elif Femi Greta Hiro Ines Jonas Kavya Liam Mei Noor Otto Priya Quinn Rosa".split(" ");
const LAST = ["Okafor", "Lindqvist", "Tanaka", "Moreau", "Haddad", "Novak", "Silva", "Iyer", "Byrne", "Chen"];

/** Fills an empty database with a believable workspace, by plain inserts, so that screens can be looked at without the engine. */
export async function fillPages(
  db: Db,
  now: Date,
): Promise<{ slug: string; workspaceId: string; people: Record<string, string> }> {
  const workspaceId = newId("wsp");
  const ago = (days: number, minutes = 0) => new Date(now.getTime() - days * DAY_MS - minutes * MINUTE_MS);
  await db.insert(t.workspaces).values({
    id: workspaceId,
    slug: SLUG,
    name: "Autodesk",
    timezone: "Europe/Stockholm",
    createdAt: ago(40),
  });
  await db.insert(t.instance).values({ mode: "test" }).onConflictDoNothing();
  const organisations = [
    organisation("northwind", "Northwind Traders", "northwind.example"),
    organisation("initech", "Initech", "initech.example"),
    organisation(
      "long",
      `${LONG} & Sons International Holding`,
      "a-very-long-domain-name-of-a-holding.example",
    ),
  ];
  const nudgeId = newId("prg");
  const riskId = newId("prg");
  await db.insert(t.organisations).values(organisations);
  await db
    .insert(t.programmes)
    .values([
      job(nudgeId, "onboarding-nudge", "live", nudge, 1),
      job(newId("prg"), "onboarding-rescue", "live", rescue, 1),
      job(riskId, "at-risk", "paused", atRisk, 2),
      job(newId("prg"), "expansion", "draft", { ...nudge, name: `Expansion of ${LONG}` }, null),
      job(newId("prg"), "old-nudge", "archived", { ...nudge, name: "Onboarding Nudge, last year's" }, 3),
    ]);
  await db.insert(t.programmeVersions).values([
    {
      workspaceId,
      programmeId: nudgeId,
      version: 1,
      definition: nudge,
      publishedAt: ago(30),
      publishedBy: "system",
    },
    {
      workspaceId,
      programmeId: riskId,
      version: 2,
      definition: atRisk,
      publishedAt: ago(12),
      publishedBy: "system",
    },
  ]);
  await db.insert(t.pauses).values({ id: newId("pau"), workspaceId, programmeId: riskId, pausedAt: ago(2) });
  await db.insert(t.attributes).values(
    (
      [
        "first_name",
        "last_name",
        "email",
        "created_at",
        "plan",
        "arr",
        "entered_onboarding_nudge",
        "completed_onboarding",
      ] as const
    ).map((key) => ({
      id: newId("att"),
      workspaceId,
      entity: "person" as const,
      key,
      type: "text" as const,
      kind: "ingested" as const,
      owner: key.includes("onboarding")
        ? ("trig" as const)
        : key === "arr"
          ? ("crm" as const)
          : ("source" as const),
      source: "backend",
      lastSeenAt: now,
      problem: key === "plan" ? "Values of another type have arrived: number." : null,
    })),
  );

  const { rows, happened, changed, moved, sent, noted, updated } = pagesRows(workspaceId, nudgeId);
  const known: Record<string, string> = {};
  const add = (
    first: string | null,
    last: string | null,
    enteredDaysAgo: number,
    end: "completed" | "exited" | null,
    endedDaysAgo = 0,
    oddity?: "failed" | "no_email" | "waiting" | "unconfirmed",
  ) => {
    const id = newId("per");
    known[first ?? "Cy"] ??= id;
    const login = `${(first ?? "cy").toLowerCase()}.${(last ?? "x").toLowerCase()}${rows.people.length}`;
    const email = oddity === "no_email" ? null : `${login}@${organisations[rows.people.length % 3]?.domain}`;
    const entered = ago(enteredDaysAgo, rows.people.length);
    const ended = end ? ago(endedDaysAgo) : null;
    const attributes = {
      ...(first ? { first_name: first } : {}),
      ...(last ? { last_name: last } : {}),
      ...(email ? { email } : {}),
      created_at: new Date(entered.getTime() - HOUR_MS).toISOString(),
      plan: "team",
      arr: 12_500,
      entered_onboarding_nudge: true,
      ...(end === "completed" ? { completed_onboarding: true } : {}),
    };
    rows.people.push({
      id,
      workspaceId,
      userId: login,
      email,
      attributes,
      firstSeenAt: entered,
      lastSeenAt: ended ?? entered,
      attributeTimes: Object.fromEntries(Object.keys(attributes).map((key) => [key, entered.getTime()])),
      primaryOrganisationId: organisations[rows.people.length % 3]?.id,
      suppressedAt: oddity === "failed" ? now : null,
    });
    rows.identities.push({ workspaceId, kind: "user_id", value: login, personId: id, createdAt: entered });
    if (email)
      rows.identities.push({ workspaceId, kind: "email", value: email, personId: id, createdAt: entered });
    rows.memberships.push({
      workspaceId,
      personId: id,
      organisationId: organisations[(rows.people.length - 1) % 3]?.id ?? "",
      since: entered,
      primaryContact: rows.people.length < 4,
    });
    happened(id, "Signed Up", entered, { source: "landing page", seats: 3 });
    changed(id, "entered_onboarding_nudge", null, true, entered);
    const enrolmentId = newId("enr");
    const reminded = enteredDaysAgo >= 5 && (!ended || ended.getTime() - entered.getTime() > 5 * DAY_MS);
    rows.enrolments.push({
      id: enrolmentId,
      workspaceId,
      programmeId: nudgeId,
      version: 1,
      entity: "person",
      customerId: id,
      pass: 1,
      enteredAt: entered,
      goalSince: entered,
      endedAt: ended,
      status: end ?? "open",
      reason: end === "completed" ? "goal_met" : end ? "deadline" : null,
      stepId: end || reminded ? null : "reminder-1",
      stepSince: entered,
      wakeAt: end ? null : new Date(entered.getTime() + (reminded ? 10 : 5) * DAY_MS),
    });
    moved(enrolmentId, "entered", entered, "news");
    sent(enrolmentId, id, email, "welcome", "message", "entry", entered, oddity);
    updated(enrolmentId, id, "mark-entered", "entry", entered);
    if (reminded) {
      const at = new Date(entered.getTime() + 5 * DAY_MS);
      moved(enrolmentId, "step", at, "alarm");
      sent(enrolmentId, id, email, "reminder-1", "reminder", "step", at);
    }
    if (ended && end === "completed") {
      happened(id, "Project Created", ended, { name: "Bridge", template: true });
      changed(id, "completed_onboarding", null, true, ended);
      moved(enrolmentId, "completed", ended, "news");
      sent(enrolmentId, id, email, "congratulation", "message", "completion", ended);
      noted(
        enrolmentId,
        id,
        "tell-team-completed",
        "completion",
        ended,
        `*${email}* completed onboarding: the first project is there.`,
      );
    }
    if (ended && end === "exited") {
      moved(enrolmentId, "exited", ended, rows.people.length % 4 ? "alarm" : "sweep");
      noted(
        enrolmentId,
        id,
        "tell-team-failed",
        "exit",
        ended,
        `@sam@acme.example - ${email} has left the "Onboarding Nudge" job without a project.`,
      );
    }
  };
  add("Ada", "Lovelace", 12, "completed", 11);
  add("Bob", "Marley", 12, "exited", 2);
  add(null, null, 3, null);
  add("Maximiliane", LONG, 1, null, 0, "waiting");
  add("Nils", "Nomail", 2, null, 0, "no_email");
  add("Fay", "Failed", 4, null, 0, "failed");
  add("Una", "Unconfirmed", 6, null, 0, "unconfirmed");
  for (let i = 0; i < 54; i++) {
    const end = i % 5 === 0 ? "completed" : i % 7 === 0 ? "exited" : null;
    const enteredDaysAgo = end === "exited" ? 14 - (i % 4) : end === "completed" ? 9 - (i % 3) : i % 10;
    add(
      FIRST[i % 15] ?? "",
      LAST[(i * 3) % 10] ?? "",
      enteredDaysAgo,
      end,
      end === "exited" ? 4 - (i % 4) : 3 + (i % 4),
    );
  }
  await db.insert(t.people).values(rows.people);
  await db.insert(t.identities).values(rows.identities);
  await db.insert(t.memberships).values(rows.memberships);
  await db.insert(t.events).values(rows.events);
  await db.insert(t.occurrences).values(rows.occurrences);
  await db.insert(t.attributeChanges).values(rows.changes);
  await db.insert(t.enrolments).values(rows.enrolments);
  await db.insert(t.enrolmentMoves).values(rows.moves);
  await db.insert(t.deliveries).values(rows.deliveries);
  await db.insert(t.deliveryHistory).values(rows.history);
  await db
    .insert(t.sweepFinds)
    .values({ workspaceId, what: "overdue_enrolments", count: 2, foundAt: ago(0, 300) });
  return { slug: SLUG, workspaceId, people: known };

  function organisation(groupId: string, name: string, domain: string) {
    const attributes = { name, organization_name: name, arr: 620_000, industry: "Construction" };
    return {
      id: newId("org"),
      workspaceId,
      groupId,
      domain,
      attributes,
      firstSeenAt: ago(30),
      lastSeenAt: ago(0, 20),
    };
  }
  function job(
    id: string,
    slug: string,
    status: ProgrammeStatus,
    definition: { name: string; target?: string },
    liveVersion: number | null,
  ) {
    const target = definition.target === "organisation" ? ("organisation" as const) : ("person" as const);
    return {
      id,
      workspaceId,
      kind: "job" as const,
      slug,
      name: definition.name,
      target,
      status,
      draft: definition,
      liveVersion,
      createdAt: ago(30),
      updatedAt: ago(2),
    };
  }
}
