/** What each kind of key is for. */
export const keyKindWords = {
  write: {
    label: "Sending events from servers",
    about: "The write key of Segment's server clients: identify, group, track.",
  },
  browser: {
    label: "Sending events from browsers",
    about: "Public by nature: it may not alias, nor change the email of somebody known.",
  },
  api: { label: "Trig's own API", about: "Reads and changes jobs under /api/v1." },
  crm: {
    label: "Syncing a CRM",
    about: "Like a write key, but what it sets is owned by the CRM, and jobs do not overwrite it.",
  },
} as const;
