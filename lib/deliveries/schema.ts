/*
 * The words of carrying it out.
 *   delivery     one action for one recipient: a row of the ledger, from the decision to its outcome.
 *   waiting      not sent yet.            held       put aside until somebody resumes or releases it.
 *   sending      a sender holds it, under a lease, by a token. When the lease runs out anyone may take it.
 *   sent         the provider, or the outbox, took it.     done  an attribute was updated.
 *   skipped      the rules say it must not go.             failed  the provider refused it.
 *   unconfirmed  it may have arrived; nobody can say.
 *   frozen       its exact request is stored; whatever changes later, a repeat sends the same bytes under the same key.
 *   outbox       where messages go when no provider is connected, and always in a demo: frozen likewise, readable on a screen.
 *   lease, back-off and how long a repeat is safe run on real time; due, sent and too late on business time.
 */
export const deliveryStatuses = [
  "waiting",
  "held",
  "sending",
  "sent",
  "done",
  "skipped",
  "failed",
  "unconfirmed",
] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];
