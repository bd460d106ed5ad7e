import type * as t from "@/db/schema";
import nudge from "@/lib/demo/jobs/onboarding-nudge.json";
import { newId } from "@/lib/ids";

type Rows = {
  people: (typeof t.people.$inferInsert)[];
  identities: (typeof t.identities.$inferInsert)[];
  memberships: (typeof t.memberships.$inferInsert)[];
  events: (typeof t.events.$inferInsert)[];
  occurrences: (typeof t.occurrences.$inferInsert)[];
  changes: (typeof t.attributeChanges.$inferInsert)[];
  enrolments: (typeof t.enrolments.$inferInsert)[];
  moves: (typeof t.enrolmentMoves.$inferInsert)[];
  deliveries: (typeof t.deliveries.$inferInsert)[];
  history: (typeof t.deliveryHistory.$inferInsert)[];
};

/** Collects what happened around people in one job, as the rows that the engine would have written. */
export function pagesRows(workspaceId: string, nudgeId: string) {
  const rows: Rows = {
    people: [],
    identities: [],
    memberships: [],
    events: [],
    occurrences: [],
    changes: [],
    enrolments: [],
    moves: [],
    deliveries: [],
    history: [],
  };
  return { rows, happened, changed, moved, sent, noted, updated };

  function happened(personId: string, name: string, at: Date, body: Record<string, unknown>) {
    const id = newId("evt");
    rows.events.push({
      id,
      workspaceId,
      messageId: id,
      type: "track",
      name,
      body,
      context: {},
      occurredAt: at,
      receivedAt: at,
      source: "key",
      trust: "server",
    });
    rows.occurrences.push({
      eventId: id,
      workspaceId,
      personId,
      organisationId: rows.people.at(-1)?.primaryOrganisationId,
      name,
      occurredAt: at,
    });
  }
  function changed(customerId: string, key: string, old: unknown, to: unknown, at: Date) {
    rows.changes.push({
      id: newId("chg"),
      workspaceId,
      customerId,
      key,
      old,
      new: to,
      changedAt: at,
      cause: { kind: "action", id: "dlv" },
    });
  }
  function moved(
    enrolmentId: string,
    kind: "entered" | "step" | "completed" | "exited",
    movedAt: Date,
    wokenBy: "news" | "alarm" | "sweep",
  ) {
    rows.moves.push({
      id: newId("mov"),
      workspaceId,
      enrolmentId,
      kind,
      detail: kind === "exited" ? { reason: "deadline" } : {},
      wokenBy,
      movedAt,
    });
  }
  function sent(
    enrolmentId: string,
    customerId: string,
    email: string | null,
    actionId: string,
    kind: "message" | "reminder",
    moment: "entry" | "step" | "completion",
    at: Date,
    oddity?: string,
  ) {
    const action = [...nudge.entry, ...nudge.steps, ...nudge.completion].find(({ id }) => id === actionId);
    if (!action || !("subject" in action)) return;
    const status = !email
      ? "skipped"
      : oddity === "failed" || oddity === "waiting" || oddity === "unconfirmed"
        ? oddity
        : "sent";
    const reason = !email
      ? "no_email"
      : oddity === "failed"
        ? "provider_refused"
        : oddity === "unconfirmed"
          ? "unconfirmed"
          : null;
    const text = (action.body ?? "")
      .replace(/\{first_name[^}]*\}/, String(rows.people.at(-1)?.attributes?.first_name ?? "there"))
      .replace(/\{organization_name[^}]*\}/, "Northwind Traders");
    const id = newId("dlv");
    rows.deliveries.push({
      id,
      workspaceId,
      enrolmentId,
      programmeId: nudgeId,
      version: 1,
      actionId,
      moment,
      kind,
      channel: "email",
      entity: "person",
      customerId,
      personId: customerId,
      recipient: email ?? "",
      status,
      reason,
      decidedAt: at,
      dueAt: at,
      sentAt: status === "sent" ? new Date(at.getTime() + 900) : null,
      action,
      attempts: status === "sent" ? 1 : 0,
      request:
        status === "sent" || status === "failed"
          ? {
              channel: "email",
              provider: "outbox",
              account: null,
              idempotencyKey: id,
              payload: {
                from: "Anna at Autodesk <anna@notifications.autodesk.com>",
                to: [email],
                subject: action.subject,
                text,
                ...(kind === "reminder" ? { html: `<p>${text.replaceAll("\n", "<br>")}</p>` } : {}),
              },
            }
          : null,
    });
    rows.history.push({ id: newId("his"), workspaceId, deliveryId: id, what: "decided", at });
    if (status === "sent")
      rows.history.push(
        { id: newId("his"), workspaceId, deliveryId: id, what: "frozen", at },
        {
          id: newId("his"),
          workspaceId,
          deliveryId: id,
          what: "sent",
          detail: "Kept in the outbox.",
          at: new Date(at.getTime() + 900),
        },
      );
    if (status === "failed")
      rows.history.push({
        id: newId("his"),
        workspaceId,
        deliveryId: id,
        what: "refused",
        detail: "422 Invalid `to` field.",
        at: new Date(at.getTime() + 900),
      });
  }
  function noted(
    enrolmentId: string,
    customerId: string,
    actionId: string,
    moment: "completion" | "exit",
    at: Date,
    text: string,
  ) {
    const action = [...nudge.completion, ...nudge.exit].find(({ id }) => id === actionId);
    const id = newId("dlv");
    rows.deliveries.push({
      id,
      workspaceId,
      enrolmentId,
      programmeId: nudgeId,
      version: 1,
      actionId,
      moment,
      kind: "notify",
      channel: "slack",
      entity: "person",
      customerId,
      recipient: "#customer-success",
      status: "sent",
      decidedAt: at,
      dueAt: at,
      sentAt: at,
      action,
      attempts: 1,
      request: {
        channel: "slack",
        provider: "outbox",
        account: null,
        idempotencyKey: id,
        payload: { channel: "#customer-success", text },
      },
    });
  }
  function updated(enrolmentId: string, customerId: string, actionId: string, moment: "entry", at: Date) {
    rows.deliveries.push({
      id: newId("dlv"),
      workspaceId,
      enrolmentId,
      programmeId: nudgeId,
      version: 1,
      actionId,
      moment,
      kind: "update",
      channel: "record",
      entity: "person",
      customerId,
      recipient: "entered_onboarding_nudge",
      status: "done",
      decidedAt: at,
      dueAt: at,
      sentAt: at,
      action: nudge.entry[1],
    });
  }
}
