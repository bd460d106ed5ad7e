import { AppError } from "@/lib/errors";
import type { ActionAnswer, Why } from "@/lib/insights/why/schema";

/** What is answered of one action of a programme; asking for one that no version has says which there are. */
export function actionOf({ actions, job }: Pick<Why, "actions" | "job">, actionId: string): ActionAnswer {
  const found = actions.find((one) => one.actionId === actionId);
  if (found) return found;
  const known = actions.map((one) => one.actionId).join(", ");
  throw new AppError("not_found", `${job.name} has no action “${actionId}”. It has: ${known || "none"}.`);
}
