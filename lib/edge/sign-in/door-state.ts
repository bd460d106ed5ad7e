import "server-only";
import { getDatabase } from "@/db";
import { needsNoSignIn } from "@/lib/edge/member";
import { findInvitation } from "@/lib/members/colleagues/accept-invitation";
import { hasOwner } from "@/lib/members/find-member";
import { findLinkChannel } from "@/lib/members/mail";
import { findLink } from "@/lib/members/sign-in/links";

/** What the pages before the door need to know of the instance. */
export async function doorState() {
  const db = await getDatabase();
  const [owned, channel, isOpen] = await Promise.all([hasOwner(db), findLinkChannel(db), needsNoSignIn()]);
  return { hasOwner: owned, canMail: channel !== null, isOpen };
}

/** What an invitation's link invites to; null when it no longer does. */
export async function invitationOf(token: string) {
  return findInvitation(await getDatabase(), token);
}

/** The address whose password a link may set; null when it no longer may. */
export async function newPasswordFor(token: string): Promise<string | null> {
  return (await findLink(await getDatabase(), token, "new_password"))?.email ?? null;
}
