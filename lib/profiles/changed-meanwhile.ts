/** Between being found and being locked somebody was joined into another person, or changed address: look again. */
export class ChangedMeanwhile extends Error {}
