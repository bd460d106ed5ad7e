/** What went wrong, in one word that programs can act on; edges turn it into a status. */
export type ErrorCode =
  | "invalid"
  | "unauthorised"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "too_large"
  | "too_fast"
  | "too_slow"
  | "unavailable";

/** One thing wrong with what was sent: where, what, and the way out where there is one. */
export interface Issue {
  path: string;
  message: string;
  fix?: string;
}

/** An error we expected: a sentence a person can act on. Anything else that is thrown is a bug. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly issues: Issue[] = [],
  ) {
    super(message);
    this.name = "AppError";
  }
}

/** A stored text as the code it is; one that this version does not know is refused rather than shown as something else. */
export function readCode<Code extends string>(text: string, isCode: (text: string) => text is Code): Code {
  if (isCode(text)) return text;
  throw new Error(`“${text}” is a code that this version does not know.`);
}
