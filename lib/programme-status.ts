/** Where a programme stands in its life, in the order in which lists show it. */
export const programmeStatuses = ["live", "paused", "draft", "archived"] as const;
export type ProgrammeStatus = (typeof programmeStatuses)[number];
