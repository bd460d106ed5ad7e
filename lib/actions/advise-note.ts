import type { Advice } from "./kinds/entry";
import { NAME } from "./scan-template";
import type { Moment, NotifyAction } from "./schema";

const MENTION = new RegExp(`@\\{\\s*(${NAME})`, "gu");
const ANY_MENTION = /@\{|@[\w.+-]+@[\w-]+\./;

/** What makes a team note reach the right people without tiring the others. */
export function adviseNote(action: NotifyAction, moment: Moment): Advice[] {
  // In the order in which its form asks.
  return [...adviseChannel(action.channel), ...adviseMentions(action.text, moment)];
}

function adviseMentions(text: string, moment: Moment): Advice[] {
  if (text.trim() === "") {
    const fix = "Write what the team should read.";
    return [{ check: "N01", severity: "error", field: "text", message: "The note has no words.", fix }];
  }
  const advice: Advice[] = [];
  for (const [, name = ""] of text.matchAll(MENTION)) {
    if (/e-?mail/i.test(name)) continue;
    const message = `“@{${name}}” pings someone only if ${name} holds an email address.`;
    advice.push({ check: "N03", severity: "warning", field: "text", message, fix: "@{case_owner_email}" });
  }
  const mentions = ANY_MENTION.test(text);
  if (moment === "completion" && mentions) {
    const message = "Good news rarely needs to interrupt a person.";
    advice.push({ check: "N02", severity: "note", field: "text", message, fix: "Leave out the mention." });
  }
  if (moment === "exit" && !mentions) {
    const message = "A customer who needs a person is easily overlooked without a mention.";
    advice.push({
      check: "N02",
      severity: "note",
      field: "text",
      message,
      fix: "Begin with @{case_owner_email}.",
    });
  }
  return advice;
}

function adviseChannel(channel: string): Advice[] {
  if (channel.trim() === "")
    return [
      { check: "blank", severity: "error", field: "channel", message: "Choose the channel to post to." },
    ];
  if (!/^(?:@|[DU][A-Z0-9]{8,}$)/.test(channel)) return [];
  const message = "A direct message is seen by one person only.";
  return [{ check: "N04", severity: "note", field: "channel", message, fix: "#customer-success" }];
}
