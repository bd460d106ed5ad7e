"use server";

import { after } from "next/server";
import { z } from "zod";
import { mailPasswordChanged, sendWords } from "@/app/send-words";
import { followClockNow } from "@/inngest/clock";
import { registerEnvironmentKeys } from "@/lib/edge/environment-keys";
import type { Outcome } from "@/lib/edge/mutation";
import { ownOrigin } from "@/lib/edge/own-origin";
import { programmesHref } from "@/lib/edge/pages/programme-href";
import { visitorMutation } from "@/lib/edge/sign-in/visitor";
import { systemContext } from "@/lib/edge/system";
import { acceptInvitation } from "@/lib/members/colleagues/accept-invitation";
import { findMemberByEmail } from "@/lib/members/find-member";
import { findLinkChannel } from "@/lib/members/mail";
import { mailWords } from "@/lib/members/mail-words";
import { emailSchema } from "@/lib/members/schema";
import { claimInstance } from "@/lib/members/set-up";
import { type LinkPurpose, makeLink } from "@/lib/members/sign-in/links";
import { setForgottenPassword } from "@/lib/members/sign-in/set-password";
import { spendTry } from "@/lib/members/sign-in/tries";

/** Whom to sign in next, and where to go then. */
export type Admitted = Outcome & { email?: string; path?: string };

const formSchema = z.record(z.string(), z.unknown());
const tokenSchema = z.string().max(200);

/** Makes the first owner; what the instance held as a demo goes. */
export const claim = visitorMutation(async ({ db, from }, form: unknown): Promise<Admitted> => {
  const given = formSchema.parse(form);
  const { email, workspaceSlug, workspaceId } = await claimInstance(db, {
    ...given,
    token: given.token,
    from,
  });
  await registerEnvironmentKeys(await systemContext(workspaceId));
  await followClockNow();
  return { ok: true, message: "Welcome.", email, path: `/${workspaceSlug}/welcome` };
});

/** Joins a workspace by an invitation's link. */
export const join = visitorMutation(
  async ({ db, from, device }, token: unknown, form: unknown): Promise<Admitted> => {
    const { name, password } = formSchema.parse(form);
    const joined = await acceptInvitation(db, tokenSchema.parse(token), { name, password, from, device });
    return {
      ok: true,
      message: "Welcome.",
      email: joined.email,
      path: programmesHref(joined.workspaceSlug, "job"),
    };
  },
);

/** Sets a forgotten password anew by a link. */
export const setNewPassword = visitorMutation(
  async ({ db, ...visit }, token: unknown, password: unknown): Promise<Admitted> => {
    const member = await setForgottenPassword(db, tokenSchema.parse(token), password, visit);
    const { email } = member;
    mailPasswordChanged(db, member, visit);
    return { ok: true, message: "Your password is set. You were signed out everywhere.", email, path: "/" };
  },
);

/** Mails a link to set a new password; says the same whether there is such an account. */
export const askForNewPassword = visitorMutation(({ db, from }, email: unknown) =>
  mailLink(db, from, email, "new_password"),
);

/** Mails a link to sign in with; says the same whether there is such an account. */
export const askForSignInLink = visitorMutation(({ db, from }, email: unknown) =>
  mailLink(db, from, email, "sign_in"),
);

async function mailLink(
  db: Parameters<typeof makeLink>[0],
  from: string,
  given: unknown,
  purpose: LinkPurpose,
): Promise<Outcome> {
  const email = emailSchema.parse(given);
  await spendTry(db, { about: `mail ${email}`, from });
  // After the answer, so that its time tells nobody who has an account.
  after(async () => {
    const [member, channel] = await Promise.all([findMemberByEmail(db, email), findLinkChannel(db)]);
    if (!member || !channel) return;
    const token = await makeLink(db, member, purpose);
    const path = purpose === "sign_in" ? "sign-in" : "new-password";
    const link = `${ownOrigin()}/${path}?token=${token}`;
    const words = purpose === "sign_in" ? mailWords.signIn({ link }) : mailWords.newPassword({ link });
    await sendWords(channel, email, words);
  });
  return { ok: true, message: `If ${email} has an account here, a mail with a link is on its way.` };
}
