import { toOneLine } from "@/lib/workspaces/one-line";

export interface MailWords {
  subject: string;
  text: string;
}

/** The words of each of Trig's own mails. Names may hold anything: in a subject each is one line. */
export const mailWords = {
  invitation: (about: { workspace: string; by: string; link: string }): MailWords => {
    const [by, workspace] = [toOneLine(about.by), toOneLine(about.workspace)];
    return {
      subject: `${by} invites you to ${workspace} on Trig`,
      text: `Hi,\n\n${by} invites you to work on ${workspace} in Trig. Accept here, within a week:\n\n${about.link}\n\nIf you do not know what this is about, nothing happens unless you open the link.\n`,
    };
  },
  newPassword: (about: { link: string }): MailWords => ({
    subject: "Set a new password for Trig",
    text: `Hi,\n\nsomebody, hopefully you, asked to set a new password for Trig with this address. Do it here, within an hour:\n\n${about.link}\n\nIf it was not you, leave it: the password you have stays.\n`,
  }),
  signIn: (about: { link: string }): MailWords => ({
    subject: "Sign in to Trig",
    text: `Hi,\n\nhere is your link to sign in to Trig. It works once, for a quarter of an hour:\n\n${about.link}\n\nIf you did not ask for it, leave it.\n`,
  }),
  passwordChanged: (about: { at: Date; address: string; link: string }): MailWords => ({
    subject: "Your password for Trig was changed",
    text: `Hi,\n\nthe password of your Trig account was changed at ${about.at.toISOString().slice(0, 16).replace("T", " ")} UTC${about.address ? `, from ${about.address}` : ""}. Every sign-in before that has ended.\n\nIf it was you, that is all. If it was not, set a new one at once and tell an owner of your workspace:\n\n${about.link}\n`,
  }),
} as const;
