const exits: Readonly<Record<string, string>> = {
  deadline: "Ran out of time in",
  left_audience: "No longer matched and left",
  archived: "Left, as it was archived:",
  merged: "Joined with another person, leaving",
};

/** A move of an enrolment, in words that the job's name follows. */
export function moveWords(what: string, detail: Readonly<Record<string, unknown>>): string {
  switch (what) {
    case "entered":
      return "Entered";
    case "step":
      return "Came to the next step of";
    case "completed":
      return "Completed";
    case "exited":
      return exits[String(detail.reason)] ?? "Left";
    case "held":
      return "Is held in";
    case "moved_version":
      return "Moved to another version of";
    default:
      return what;
  }
}

const wakers: Readonly<Record<string, string>> = {
  news: "Woken by what the customer did",
  alarm: "Woken by its own alarm",
  sweep: "Found by the sweep",
  seed: "At go-live",
  operator: "By hand",
};

/** What made us look at an enrolment, in words. */
export function wokenWords(wokenBy: string): string {
  return wakers[wokenBy] ?? wokenBy;
}
