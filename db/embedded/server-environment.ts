/** What PostgreSQL's programs see of our environment: nothing that could change their settings behind our back. */
export const SERVER_ENVIRONMENT = {
  PATH: process.env.PATH ?? "/usr/bin:/bin",
  LC_ALL: "C",
  TZ: "UTC",
  NODE_ENV: process.env.NODE_ENV,
};
