import type { Role } from "@/lib/workspaces/schema";

/** What each role is called and may do. */
export const roleWords: { readonly [R in Role]: { label: string; about: string } } = {
  viewer: { label: "Viewer", about: "reads everything, changes nothing." },
  editor: { label: "Editor", about: "changes jobs, pauses them, sends again." },
  owner: { label: "Owner", about: "everything, also keys, members and settings." },
};
