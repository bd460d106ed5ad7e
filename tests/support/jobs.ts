type Json = Record<string, unknown>;
const sender = { name: "Anna", address: "anna@acme.test" };

/** Definitions as an author writes them, in as few words as a test needs. */
export const has = (attribute: string, is: Json = { op: "has_any_value" }): Json => ({
  kind: "attribute",
  attribute,
  is,
});
export const isTrue = (attribute: string): Json => has(attribute, { op: "is_true" });
export const did = (event: string, count: Json = { op: ">=", times: 1 }, more: Json = {}): Json => ({
  kind: "event",
  event,
  count,
  ...more,
});
export const didNot = (event: string, more: Json = {}): Json => did(event, { op: "=", times: 0 }, more);
export const all = (...conditions: Json[]): Json => ({ any: [{ all: conditions }] });
export const days = (amount: number): Json => ({ amount, unit: "days" });
export const message = (id: string, more: Json = {}): Json => ({
  kind: "message",
  id,
  sender,
  subject: `About ${id}`,
  body: "Hi there.\n",
  ...more,
});
export const reminder = (id: string, delay: Json, more: Json = {}): Json => ({
  ...message(id, more),
  kind: "reminder",
  delay,
});
export const update = (id: string, attribute: string, value: unknown = true): Json => ({
  kind: "update",
  id,
  attribute,
  value: { kind: "literal", value },
});
export const wait = (id: string, delay: Json): Json => ({ kind: "wait", id, delay });
export const arm = (id: string, when: Json, steps: Json[] = [], more: Json = {}): Json => ({
  id,
  when,
  steps,
  ...more,
});
export const branch = (id: string, arms: Json[], otherwise: Json[] = []): Json => ({
  kind: "branch",
  id,
  arms,
  otherwise,
});

export const job = (more: Json): Json => ({
  name: "A job",
  goal: { filter: all(did("Goal Reached")) },
  autoExit: days(10),
  ...more,
});
/** Whoever signed up gets a welcome, after 5 days a reminder, and 10 days to reach the goal. */
export const nudge = (more: Json = {}): Json =>
  job({
    name: "Nudge",
    audience: all(has("plan")),
    autoExit: days(10),
    entry: [message("welcome")],
    steps: [reminder("reminder-1", days(5))],
    completion: [update("mark-completed", "nudged")],
    exit: [update("mark-failed", "nudge_failed")],
    ...more,
  });

export const identify = (userId: string, traits: Json = {}, more: Json = {}): Json => ({
  type: "identify",
  userId,
  traits: { email: `${userId}@test.test`, ...traits },
  ...more,
});
export const track = (userId: string, event: string, more: Json = {}): Json => ({
  type: "track",
  userId,
  event,
  ...more,
});
export const group = (userId: string, groupId: string, traits: Json = {}, more: Json = {}): Json => ({
  type: "group",
  userId,
  groupId,
  traits,
  ...more,
});
