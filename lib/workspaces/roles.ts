/** From the least to the most: viewers read, editors change jobs and send, owners also keys, members and settings. */
export const roles = ["viewer", "editor", "owner"] as const;
export type Role = (typeof roles)[number];

/** Whether somebody of a role may do what asks for one: whoever may do more may do less. */
export function mayAct(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
}
