/** Fewer characters than this are no password. */
export const SHORTEST_PASSWORD = 10;
