import { unstable_isUnrecognizedActionError, unstable_rethrow } from "next/navigation";

/** How a change went, as its mutation answers. */
export interface Outcome {
  ok: boolean;
  message: string;
  /** Programs' word for what went wrong; "unauthorised": the sign-in has expired. */
  code?: string;
  /** What is wrong with what was sent, each with its place. */
  issues?: { path: string; message: string; fix?: string }[];
}

/** What became of asking for a change: it was answered, or there was nobody to answer. */
export type Attempt<Answer> =
  | { kind: "done" | "refused"; answer: Answer }
  | { kind: "signed_out" }
  /** No answer came: the change may have happened all the same. */
  | { kind: "unanswered" }
  /** The page is older than the server and asks for something that is no longer there. */
  | { kind: "outdated" };

/** Asks for a change and never fails: a broken network and an expired sign-in are outcomes like any other. */
export async function attempt<Answer extends Outcome>(work: () => Promise<Answer>): Promise<Attempt<Answer>> {
  try {
    const answer = await work();
    if (answer.ok) return { kind: "done", answer };
    return answer.code === "unauthorised" ? { kind: "signed_out" } : { kind: "refused", answer };
  } catch (error) {
    unstable_rethrow(error);
    return { kind: unstable_isUnrecognizedActionError(error) ? "outdated" : "unanswered" };
  }
}
