interface Words {
  status: "completed" | "exited";
  /** Alone, as the end of a pass. */
  ended: string;
  /** Beside a figure. */
  label: string;
  /** Before the name of the programme. */
  left: string;
  /** After a sentence that says that the customer left, and a colon: in a word or two, and in full. */
  short: string;
  because: string;
  /** In the middle of such a sentence. */
  as: string;
}

/** Why a pass ended, in the words that screens have for it. A code that has ever been stored stays. */
export const endReasons = {
  goal_met: {
    status: "completed",
    ended: "Completed",
    label: "Completed",
    left: "Completed",
    short: "the goal was met",
    because: "the goal was met",
    as: "as the goal was met",
  },
  deadline: {
    status: "exited",
    ended: "Exited: time was up",
    label: "Time was up",
    left: "Ran out of time in",
    short: "time was up",
    because: "time was up",
    as: "as time was up",
  },
  left_audience: {
    status: "exited",
    ended: "Exited: no longer matched",
    label: "No longer matched",
    left: "No longer matched and left",
    short: "no longer matched",
    because: "the audience no longer matched",
    as: "as the audience no longer matched",
  },
  archived: {
    status: "exited",
    ended: "Exited: archived",
    label: "Archived",
    left: "Left, as it was archived:",
    short: "it was archived",
    because: "it was archived",
    as: "as it was archived",
  },
  removed: {
    status: "exited",
    ended: "Exited: removed by hand",
    label: "Removed by hand",
    left: "Was removed from",
    short: "removed by hand",
    because: "a member removed them by hand",
    as: "on being removed by hand",
  },
  merged: {
    status: "exited",
    ended: "Ended: joined with another person",
    label: "Merged into another",
    left: "Joined with another person, leaving",
    short: "joined with another person",
    because: "this turned out to be somebody we knew",
    as: "on turning out to be somebody we knew",
  },
} as const satisfies Readonly<Record<string, Words>>;

export type EndReason = keyof typeof endReasons;

/** The reasons of passes that ended without the goal. */
export const exitReasons = Object.keys(endReasons)
  .filter(isEndReason)
  .filter((reason) => endReasons[reason].status === "exited");

/** Whether something is the code of a reason. */
export function isEndReason(code: unknown): code is EndReason {
  return typeof code === "string" && Object.hasOwn(endReasons, code);
}
