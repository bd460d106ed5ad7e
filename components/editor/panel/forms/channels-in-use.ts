import { actionEntry } from "@/lib/actions/kinds";
import type { CheckInput } from "@/lib/programmes/checks/surroundings";
import { actionsOf } from "@/lib/programmes/flow";

/** The channels that this job and the others of the workspace post to, by name. */
export function channelsInUse({ definition, programmes }: CheckInput): string[] {
  const all = [definition, ...programmes.flatMap((one) => one.definition ?? [])];
  const addresses = all.flatMap((one) =>
    actionsOf(one).flatMap(({ action }) => {
      const destination = actionEntry(action).destination(action);
      return destination.to === "address" ? [destination.address] : [];
    }),
  );
  return [...new Set(addresses)].filter((address) => address !== "").sort();
}
