import type { Action, Moment } from "@/lib/actions/schema";
import type { Definition } from "@/lib/programmes/schema";

/** Every action of a definition with the moment at which it runs, in the order of the flow. */
export function actionsOf({
  entry,
  steps,
  completion,
  exit,
}: Definition): { moment: Moment; action: Action }[] {
  const at = (moment: Moment) => (action: Action) => ({ moment, action });
  return [
    ...entry.map(at("entry")),
    ...steps.flatMap((step) => (step.kind === "wait" ? [] : [at("step")(step)])),
    ...completion.map(at("completion")),
    ...exit.map(at("exit")),
  ];
}
