export interface MailWords {
  subject: string;
  text: string;
}

/** The words of each of Trig's own mails; each carries one link. */
export const mailWords = {
  invitation: (about: { workspace: string; by: string; link: string }): MailWords => ({
    subject: `${about.by} invites you to ${about.workspace} on Trig`,
    text: `Hi,\n\n${about.by} invites you to work on ${about.workspace} in Trig. Accept here, within a week:\n\n${about.link}\n\nIf you do not know what this is about, nothing happens unless you open the link.\n`,
  }),
  newPassword: (about: { link: string }): MailWords => ({
    subject: "Set a new password for Trig",
    text: `Hi,\n\nsomebody, hopefully you, asked to set a new password for Trig with this address. Do it here, within an hour:\n\n${about.link}\n\nIf it was not you, leave it: the password you have stays.\n`,
  }),
  signIn: (about: { link: string }): MailWords => ({
    subject: "Sign in to Trig",
    text: `Hi,\n\nhere is your link to sign in to Trig. It works once, for a quarter of an hour:\n\n${about.link}\n\nIf you did not ask for it, leave it.\n`,
  }),
} as const;
