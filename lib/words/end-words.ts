import { type EndReason, endReasons } from "@/lib/enrolments/end-reasons";

/** How a pass ended, in words. */
export function endWords({
  status,
  reason,
}: {
  status: "completed" | "exited";
  reason: EndReason | null;
}): string {
  if (reason) return endReasons[reason].ended;
  return status === "completed" ? "Completed" : "Exited";
}
