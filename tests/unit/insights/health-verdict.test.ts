import { expect, test } from "vitest";
import { healthVerdict } from "@/lib/insights/health/health-verdict";
import { HOUR_MS, MINUTE_MS } from "@/lib/time";

const now = new Date("2026-03-12T08:30:00Z");
const ago = (ms: number) => new Date(now.getTime() - ms);
const well = {
  databaseOk: true,
  engine: "embedded" as const,
  pendingEvents: 0,
  oldestPendingEventAt: null,
  overdueAlarms: 0,
  oldestOverdueAt: null,
  unsentDeliveries: 0,
  oldestUnsentDueAt: null,
  unconfirmedDeliveries: 0,
  failedDeliveries: 0,
  beyondRepair: { unconfirmed: 0, failed: 0 },
  heldDeliveries: 0,
  setAside: 0,
  oldestSetAsideAt: null,
  setAsideBecause: null,
  sweepFinds: {},
  closedConnections: [],
};

test("nothing that stands still, and nothing for a person to look at, is well", () => {
  expect(healthVerdict(well, now)).toEqual({ status: "ok", sentences: [] });
});

test("an event that came a moment ago is no reason to worry", () => {
  expect(healthVerdict({ ...well, pendingEvents: 3, oldestPendingEventAt: ago(20_000) }, now).status).toBe(
    "ok",
  );
});

test("what stands still is a warning after minutes and a failure after an hour, said in words", () => {
  const late = healthVerdict({ ...well, oldestOverdueAt: ago(5 * MINUTE_MS) }, now);
  expect(late).toEqual({
    status: "warning",
    sentences: ["A customer should have moved 5 min ago and has not."],
  });
  expect(healthVerdict({ ...well, oldestUnsentDueAt: ago(2 * HOUR_MS) }, now).status).toBe("failing");
});

test("a message nobody can answer for, and an alarm that was lost, are worth a look", () => {
  expect(healthVerdict({ ...well, unconfirmedDeliveries: 1 }, now).status).toBe("warning");
  expect(healthVerdict({ ...well, sweepFinds: { overdue_enrolments: 2 } }, now).sentences).toEqual([
    "In the last 24 h the sweep had to move 2 customers whose alarm did not ring.",
  ]);
});

test("a secret that cannot be opened is a warning that names the connection and both ways out", () => {
  expect(healthVerdict({ ...well, closedConnections: ["resend", "webhook billing"] }, now)).toEqual({
    status: "warning",
    sentences: ["resend", "webhook billing"].map(
      (name) =>
        `The secret of the connection ${name} cannot be opened, so nothing goes through it: connect it anew, or start Trig with the key it was encrypted with as TRIG_SECRET_KEY_PREVIOUS.`,
    ),
  });
});

test("whatever only a person can release or repair is a warning that names the remedy: held as too much, come too late, refused for how it is set up", () => {
  const troubles = [
    { status: "held", reason: "loop_guard", deliveries: 21 },
    { status: "skipped", reason: "too_late", deliveries: 5 },
    { status: "failed", reason: "sender_refused", deliveries: 1 },
    { status: "skipped", reason: "no_sender", deliveries: 2 },
  ] as const;
  const told = healthVerdict(
    { ...well, heldDeliveries: 21, failedDeliveries: 1, troubles: [...troubles] },
    now,
  );
  expect(told.status).toBe("warning");
  expect(told.sentences).toEqual([
    "21 deliveries are held: these customers entered too many jobs within an hour. Find out what keeps bringing them back, then release what should go with “Send again”.",
    "5 deliveries were skipped in the last 14 days, as they could not be sent in time. Use “Send again” for those that still make sense.",
    "1 delivery was refused: the email provider does not let us send from this address. Verify its domain there, then use “Send again”.",
    "2 deliveries were skipped in the last 14 days, as neither the message nor the workspace says from whom it comes. Name a default sender in the settings of the workspace.",
  ]);
});

test("what a pause holds, and what the rules skip, is as somebody wanted it", () => {
  const wanted = [
    { status: "held", reason: "paused", deliveries: 3 },
    { status: "skipped", reason: "goal_met", deliveries: 9 },
  ] as const;
  expect(healthVerdict({ ...well, heldDeliveries: 3, troubles: [...wanted] }, now).status).toBe("ok");
});

test("a delivery that failed for a reason nobody foresaw is told all the same, and none twice", () => {
  const troubles = [{ status: "failed" as const, reason: "unheard_of", deliveries: 2 }];
  const told = healthVerdict({ ...well, failedDeliveries: 2, troubles }, now);
  expect(told.sentences).toEqual([
    "2 deliveries failed. Each shows why: put that right, then use “Send again”.",
  ]);
});

test("what nobody can send any more is counted and worries nobody", () => {
  const old = { unconfirmedDeliveries: 3, failedDeliveries: 2, beyondRepair: { unconfirmed: 3, failed: 2 } };
  expect(healthVerdict({ ...well, ...old }, now)).toEqual({ status: "ok", sentences: [] });
  expect(healthVerdict({ ...well, ...old, unconfirmedDeliveries: 4 }, now).sentences.join()).toContain(
    "1 delivery may or may not have arrived",
  );
});
