import type { CustomerMessage } from "@/lib/actions/kinds/entry";
import type { Simulated } from "@/lib/enrolments/simulate";
import { movesAhead } from "@/lib/insights/why/pass/moves-ahead";
import { messagesOf } from "@/lib/programmes/flow";
import { versionOf } from "@/lib/programmes/published/version-of";

type Entering = Pick<Simulated, "customer" | "facts" | "programme" | "contactsFor" | "zone" | "window"> & {
  now: Date;
};

/**
 * The first message that a customer would get who entered now and did nothing, and when it would leave: waits in full, the sending window
 * applied, arms by the facts of today; null where they would get none.
 */
export function firstMessage(entering: Entering): { message: CustomerMessage; leavesAt: Date } | null {
  const messages = messagesOf(versionOf(entering.programme, entering.programme.liveVersion));
  for (const { actions } of movesAhead({ ...entering, pass: null, onItsWay: null })) {
    for (const { actionId, reason, leavesAt } of actions) {
      const message = reason === null && messages.find(({ id }) => id === actionId);
      if (message) return { message, leavesAt };
    }
  }
  return null;
}
