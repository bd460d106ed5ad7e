import type { Advice, CustomerMessage } from "./kinds/entry";
import type { Moment } from "./schema";

const MOST_SENTENCES = 5;
const LONGEST_PARAGRAPH = 400;
const MOST_STEPS = 3;

const DEPARTMENT =
  /\b(?:no-?reply|do-?not-?reply|marketing|team|support|sales|info|newsletter|notifications?|hello|admin|billing|customer success)\b/i;
const GENERIC_SUBJECT =
  /^(?:hi|hello|hey|update|news|newsletter|reminder|notification|important|welcome|follow(?:ing)?[ -]?up|checking in|just checking in|quick question|message|test)[ !.?]*$/i;
// A text may be long and hold nothing but the beginnings of these: none of them reaches far for its end.
const STEP_LINE = /^[ \t]*(?:[-*•]|\d{1,9}[.)])[ \t]+\S/gm;
const LINK = /https?:\/\/|\[[^[\]]{1,500}\]\([^()]{1,500}|\{[a-z_]*(?:url|link)[a-z_]*\b/i;
const IMPERATIVE =
  /(?:^|[.!?:,]\s{1,9}|\n)\s{0,9}(?:just |please |now |then |to \w{1,40}, )?(?:click|open|go to|create|add|invite|reply|book|try|complete|start|set up|connect|choose|pick|upload|install|read|watch|log in|sign in|visit|tell|write|answer|finish|send)\b/i;
const AUTHOR_PLACEHOLDER = /\[[a-z][a-z' -]{0,40}\](?!\()/g;

/** What makes a customer message read like one from a person who knows what should happen next. */
export function adviseMessage(action: CustomerMessage, moment: Moment): Advice[] {
  return [
    ...adviseForm(action, moment),
    ...adviseSender(action),
    ...adviseSubject(action.subject),
    ...adviseBody(action, moment),
  ];
}

function adviseForm(action: CustomerMessage, moment: Moment): Advice[] {
  const advice: Advice[] = [];
  if (action.format === "html") {
    const message = "HTML looks like marketing: fewer people open it, fewer answer.";
    advice.push({ check: "M03", severity: "warning", field: "format", message, fix: "Use plain text." });
  }
  if (moment === "exit") {
    const message = "This message goes to someone who has just not done what you hoped for.";
    const fix = "Let the team know instead, and have a person write.";
    advice.push({ check: "M12", severity: "note", field: "kind", message, fix });
  }
  return advice;
}

function adviseSender({ sender }: CustomerMessage): Advice[] {
  if (!sender) return [];
  const mailbox = sender.address.split("@")[0] ?? "";
  if (!DEPARTMENT.test(sender.name) && !DEPARTMENT.test(mailbox.replace(/[._+]/g, " "))) return [];
  const message = `“${sender.name} <${sender.address}>” does not look like a person.`;
  return [
    {
      check: "M04",
      severity: "warning",
      field: "sender",
      message,
      fix: "Write as a person, like “Anna at Autodesk”.",
    },
  ];
}

function adviseSubject(subject: string): Advice[] {
  const base = { check: "M10", severity: "warning", field: "subject" } as const;
  if (subject.trim() === "") return [{ ...base, message: "The subject is empty." }];
  if (!GENERIC_SUBJECT.test(subject.trim())) return [];
  const fix = "Say what is in it for them, like “Quick tip to get started”.";
  return [{ ...base, message: `“${subject.trim()}” could be the subject of any mail.`, fix }];
}

function adviseBody({ body }: CustomerMessage, moment: Moment): Advice[] {
  if (body.trim() === "") {
    const fix = "Write what the customer should read.";
    return [{ check: "M13", severity: "error", field: "body", message: "The message has no words.", fix }];
  }
  const advice: Advice[] = [];
  const prose = body.replace(STEP_LINE, "");
  const steps = body.match(STEP_LINE)?.length ?? 0;
  const sentences = prose.match(/[.!?](?=\s|$)/g)?.length ?? 0;
  if (
    sentences > MOST_SENTENCES ||
    body.split(/\n\s*\n/).some((p) => p.length > LONGEST_PARAGRAPH && !p.includes("\n"))
  ) {
    const message = `Short messages are read: 3 to ${MOST_SENTENCES} sentences, no long paragraphs.`;
    advice.push({ check: "M05", severity: "note", field: "body", message });
  }
  if (steps === 0 && !LINK.test(body) && !IMPERATIVE.test(body)) {
    const message = "It does not say what to do next: no step, no link, no request.";
    advice.push({ check: "M06", severity: "note", field: "body", message });
  }
  if (steps > MOST_STEPS && moment === "entry") {
    const message = `${steps} steps are many for a first message.`;
    advice.push({
      check: "M07",
      severity: "note",
      field: "body",
      message,
      fix: `Keep the first ${MOST_STEPS}.`,
    });
  }
  for (const [placeholder] of body.matchAll(AUTHOR_PLACEHOLDER)) {
    const message = `“${placeholder}” is still waiting for your words.`;
    advice.push({
      check: "M08",
      severity: "error",
      field: "body",
      message,
      fix: "Replace it with the text or link itself.",
    });
  }
  return advice;
}
