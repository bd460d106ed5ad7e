const MIB = 1024 * 1024;

/** What PostgreSQL's programs see of our environment: nothing that could change their settings behind our back. */
export const SERVER_ENVIRONMENT = {
  PATH: process.env.PATH ?? "/usr/bin:/bin",
  LC_ALL: "C",
  TZ: "UTC",
  // A session keeps the memory that a statement needed for the next one: given back each time, a batch of a hundred events costs half as
  // much again in fresh pages.
  MALLOC_TRIM_THRESHOLD_: String(16 * MIB),
  MALLOC_MMAP_THRESHOLD_: String(16 * MIB),
  MALLOC_TOP_PAD_: String(MIB),
  NODE_ENV: process.env.NODE_ENV,
};
