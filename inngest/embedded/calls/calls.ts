import { randomUUID } from "node:crypto";
import type { FunctionPlan } from "../plans/configuration";
import { type Claimed, isFull } from "./claim";

type Plans = ReadonlyMap<string, FunctionPlan>;

/** The calls that this process makes now, by the token of their lease, and what they count against. */
export function createCalls(most: number) {
  const calls = new Map<string, { slots: readonly string[]; done: Promise<void> | null }>();
  const busy = new Map<string, number>();

  function add(token: string, slots: readonly string[]) {
    calls.set(token, { slots, done: null });
    for (const slot of slots) busy.set(slot, (busy.get(slot) ?? 0) + 1);
  }

  function remove(token: string) {
    for (const slot of calls.get(token)?.slots ?? []) {
      const left = (busy.get(slot) ?? 0) - 1;
      if (left > 0) busy.set(slot, left);
      else busy.delete(slot);
    }
    calls.delete(token);
  }

  const fullOf = (plans: Plans, slots: readonly string[]) =>
    slots.filter((slot) => isFull(plans, busy, slot));

  return {
    /** Slot -> how many of the calls count against it. */
    busy: busy as ReadonlyMap<string, number>,
    /** Those of these slots that take no more calls now. */
    fullOf,
    free: () => most - calls.size,
    isNone: () => calls.size === 0,
    /** Keeps a place for a call that is about to be written down as leased; null where it has to wait. */
    reserve(plans: Plans, slots: readonly string[]): string | null {
      if (calls.size >= most || fullOf(plans, slots).length > 0) return null;
      const token = randomUUID();
      add(token, slots);
      return token;
    },
    /** Gives a kept place back and says what it counted against; null when its call has begun. */
    giveBack(token: string): readonly string[] | null {
      const kept = calls.get(token);
      if (kept?.done !== null) return null;
      remove(token);
      return kept.slots;
    },
    /** Makes a call; `ended` hears when its place is free again, and what it counted against. */
    begin(job: Claimed, work: Promise<void>, ended: (slots: readonly string[]) => void) {
      if (!calls.has(job.token)) add(job.token, job.slots);
      const done = work.finally(() => {
        remove(job.token);
        ended(job.slots);
      });
      const call = calls.get(job.token);
      if (call) call.done = done;
    },
    /** The tokens of calls that have begun. */
    tokens: () => [...calls].filter(([, { done }]) => done !== null).map(([token]) => token),
    has: (token: string) => calls.has(token),
    /** Resolves when what is under way now is done. */
    allDone: () => Promise.all([...calls.values()].map(({ done }) => done)),
  };
}
