import { bounds } from "@/lib/events/bounds";
import type { Refuse } from "@/lib/events/schema";

/** What clients send where they have no ID, in lower case without separators: words of programming languages, names of fields, strangers. */
const NO_IDS = new Set(
  `undefined null nil nan none void true false objectobject objectnull n/a
  id userid anonymousid anonid groupid previousid distinctid deviceid visitorid customerid email
  anonymous anon guest unknown unidentified notset notauthenticated notloggedin loggedout
  anonymoususer guestuser nobody nouser -1 lmy47d 9774d56d682e549c`.split(/\s+/),
);
/** A template that was never filled in, an identifier of zeros, and nothing that can be seen but signs. */
const UNFILLED =
  /^(?:\{\{.*\}\}|%7B%7B.*%7D%7D|\$\{.*\}|\{[a-z_. ]+\}|<%.*%>|\[\[.*\]\]|0[0.-]*|[\s!-/:-@[-`{-~\p{Z}\p{C}]+)$/isu;
/** What became text by mistake, alone or behind what stands before every ID: user-undefined, [object Promise]. */
const ENDS_IN_NOTHING = /(?:^|[^a-z0-9])undefined$|\[object [a-z]+\]$/i;
const LONGEST_WORD = 24;
const SIGNS = /[\s_\-[\](){}<>"'.#%$:]+/g;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}+/gu;

/** The identity that a field names; null when there is none. What broken clients send for everybody is refused: it would join strangers. */
export function idOf(value: unknown, field: string, refuse: Refuse): string | null {
  const id = textOf(value, field, refuse);
  if (id === null || !isNobody(id)) return id;
  return refuse(
    field,
    `The value ${JSON.stringify(id)} is what a client sends that has no ID, and would join strangers: send an ID, or leave the field out.`,
  );
}

/** The messageId of an event. A value that many events share would make all but one of them repetitions. */
export function messageIdOf(value: unknown, refuse: Refuse): string | null {
  const id = textOf(value, "messageId", refuse);
  if (id === null || /^\d+$/.test(id) || !isNobody(id)) return id;
  return refuse(
    "messageId",
    `The value ${JSON.stringify(id)} is what a client sends that has no ID, and would make events repetitions of one another: send an ID for each, or leave the field out.`,
  );
}

function textOf(value: unknown, field: string, refuse: Refuse): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === "number") {
    return Math.abs(value) <= Number.MAX_SAFE_INTEGER
      ? String(value)
      : refuse(field, "A number this large loses digits: send it as text.");
  }
  if (typeof value !== "string") return refuse(field, "It must be text or a number.");
  if (value.length > bounds.idLength.most)
    return refuse(field, `It may have ${bounds.idLength.most} characters at most.`);
  return value.trim() === "" ? null : value;
}

function isNobody(id: string): boolean {
  if (id.length <= LONGEST_WORD && isNoId(id.toLowerCase().replace(INVISIBLE, ""))) return true;
  return UNFILLED.test(id) || ENDS_IN_NOTHING.test(id);
}

// One such word, or a list of them: "null, null".
function isNoId(word: string): boolean {
  if (NO_IDS.has(word) || NO_IDS.has(word.replace(SIGNS, ""))) return true;
  const parts = word.split(/[^a-z0-9]+/).filter(Boolean);
  return parts.length > 1 && parts.every((part) => NO_IDS.has(part));
}
