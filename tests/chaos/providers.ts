import { startResend } from "@/tests/support/stand-ins/resend";
import type { Fault } from "@/tests/support/stand-ins/server";
import { startSlack } from "@/tests/support/stand-ins/slack";
import { mail, note } from "./expected";
import { randomOf } from "./random";

/** Mail and Slack as they are on a bad day: slow before and after the deed, and now and then a connection breaks or a server errs. */
export async function startProviders(seed: number) {
  const [resend, slack] = await Promise.all([
    startResend({ apiKey: "re_chaos" }),
    startSlack({ token: "xoxb-chaos", users: { "kim@trig.test": "U0KIM00000" } }),
  ]);
  const random = randomOf(seed + 1);
  let requests = 0;
  let underWay = 0;
  const heard: (() => void)[] = [];
  const fault = (): Fault => {
    requests++;
    for (const tell of heard.splice(0)) tell();
    if (random.chance(0.03)) return { kind: "reset", recorded: random.chance(0.5) };
    if (random.chance(0.02)) return { kind: "answer", status: 500, recorded: random.chance(0.5) };
    const ms = 20 + random.upTo(180);
    underWay++;
    setTimeout(() => underWay--, ms);
    return { kind: random.chance(0.5) ? "delay" : "late", ms };
  };
  resend.faults.always = fault;
  slack.faults.always = fault;
  return {
    resendUrl: resend.url,
    slackUrl: slack.url,
    requests: () => requests,
    /** How many requests have arrived and are not answered yet. */
    underWay: () => underWay,
    /** Resolves at the next request that arrives. */
    nextRequest: () => new Promise<void>((done) => heard.push(done)),
    counts: () => ({ mails: resend.messages.length, notes: slack.messages.length }),
    /** Every message in somebody's inbox or channel, told as the rules tell it. */
    arrived: (emails: readonly string[]): string[] => [
      ...resend.messages.flatMap(({ to, subject }) => to.map((email) => mail(email, subject))),
      ...slack.messages.map(({ text, channelName }) =>
        note(emails.find((email) => text.includes(email)) ?? `nobody (${text})`, channelName),
      ),
    ],
    close: () => Promise.all([resend.close(), slack.close()]),
  };
}
export type Providers = Awaited<ReturnType<typeof startProviders>>;
