import type { SaveAnswer, WatchAnswer } from "@/lib/programmes/draft/draft-answers";
import type { Definition } from "@/lib/programmes/schema";

/** How an answer failed to come: nobody answered, the sign-in is over, or the server refused what was sent. */
export class Unsent extends Error {
  constructor(
    readonly why: "offline" | "unanswered" | "signed_out" | "refused",
    message = "",
  ) {
    super(message);
    this.name = "Unsent";
  }
}

/** What an editor asks of the server; whatever goes wrong is an Unsent. */
export interface Transport {
  /** With isLast the page is being closed: it is sent without waiting for the answer. */
  save(sent: { basedOn: number; definition: Definition }, isLast: boolean): Promise<SaveAnswer>;
  /** How the draft stands; with what is selected here it also tells others where we are, with null that we leave. */
  watch(asked: { known: number; selected?: string | null }, isLast: boolean): Promise<WatchAnswer>;
}

const ANSWERS_WITHIN_MS = 20_000;
/** What a browser lets a closing page send. */
const MOST_AT_LAST = 60_000;

/** The transport over HTTP; href is the address of the draft. */
export function httpTransport(href: string): Transport {
  return {
    save: (sent, isLast) => ask(href, "PUT", sent, isLast),
    watch: ({ known, selected }, isLast) =>
      selected === undefined
        ? ask(`${href}?known=${known}`, "GET", undefined, isLast)
        : ask(href, "POST", { known, selected }, isLast),
  };
}

async function ask<Answer>(href: string, method: string, sent: unknown, isLast: boolean): Promise<Answer> {
  const body = sent === undefined ? null : JSON.stringify(sent);
  const answer = await fetch(href, {
    method,
    body,
    cache: "no-store",
    keepalive: isLast && (body?.length ?? 0) < MOST_AT_LAST,
    signal: isLast ? null : AbortSignal.timeout(ANSWERS_WITHIN_MS),
    headers: body === null ? {} : { "content-type": "application/json" },
  }).catch(() => {
    throw new Unsent(navigator.onLine ? "unanswered" : "offline");
  });
  if (answer.ok) return readAnswer(answer);
  if (answer.status === 401) throw new Unsent("signed_out");
  if (answer.status >= 500 || answer.status === 408 || answer.status === 429) throw new Unsent("unanswered");
  throw new Unsent("refused", await messageOf(answer));
}

/** Our own server's words; one that breaks off is no answer. */
async function readAnswer(answer: Response) {
  try {
    return await answer.json();
  } catch {
    throw new Unsent("unanswered");
  }
}

async function messageOf(answer: Response): Promise<string> {
  try {
    const { error } = await answer.json();
    return String(error.message);
  } catch {
    return `The server answered ${answer.status}.`;
  }
}
