const reasons: Readonly<Record<string, string>> = {
  goal_met: "Completed",
  deadline: "Exited: time was up",
  left_audience: "Exited: no longer matched",
  archived: "Exited: the job was archived",
  merged: "Ended: joined with another person",
};

/** How a pass ended, in words. */
export function endWords({
  status,
  reason,
}: {
  status: "completed" | "exited";
  reason: string | null;
}): string {
  if (status === "completed") return "Completed";
  return reasons[reason ?? ""] ?? "Exited";
}
