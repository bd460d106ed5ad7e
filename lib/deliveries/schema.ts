/*
 * The words of carrying it out.
 *   delivery     one action for one recipient: a row of the ledger, from the decision to its outcome.
 *   waiting      not sent yet.            held       put aside until somebody resumes or releases it.
 *   sending      a sender holds it, under a lease, by a token. When the lease runs out anyone may take it.
 *   sent         its provider took it, be it the outbox.   done  an attribute was updated.
 *   skipped      the rules say it must not go.             failed  the provider refused it.
 *   unconfirmed  it may have arrived; nobody can say.
 *   frozen       its exact request is stored; whatever changes later, a repeat sends the same bytes under the same key.
 *   outcome      what becomes of a delivery that a sender holds: of the check, of freezing it, or of an attempt.
 *   verdict      what the check before sending says: send, postpone, hold, skip or give up.
 *   account      the connection that the deliveries of a channel leave through.
 *   parties      whom a delivery is for and about: enrolment, person, organisation.
 *   place        the right of an action to go to an address: one person's at a time.
 *   lease, back-off and how long a repeat is safe run on real time; due, sent and too late on business time.
 *
 * Where to begin, by folder:
 *   ledger/     rows and their states. plan-deliveries.ts decides them, claim.ts hands them to a sender, record-outcomes.ts writes what became
 *               of them.
 *   lifecycle/  for whoever ends, pauses, resumes or joins passes: skip-unsent.ts, hold-unsent.ts, release-held.ts, join-deliveries.ts.
 *   check/      may it still leave? check-before-sending.ts is the rule, pure; predict-outcomes.ts asks it ahead of time, for screens.
 *   sender/     deliver.ts: the only part that speaks to the network, by way of lib/channels.
 *   by-hand/    send-again.ts: what a person may have sent.
 * Safe to change: the words in reasons.ts and history.ts (never their keys, which are stored), and the pure rules together with their unit
 * tests. "Never twice" rests on ledger/{claim,begin-attempt,record-outcomes,take-places,take-over}.ts, sender/freeze.ts, by-hand/send-again.ts
 * and every condition on firstAttemptAt: read tests/integration/deliveries/never-twice.test.ts before you touch those.
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
