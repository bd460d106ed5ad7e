import "server-only";
import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import { causeOf } from "@/lib/edge/cause-of";
import { AppError } from "@/lib/errors";

/** How a change went, in a sentence for the member who asked. */
export interface Outcome {
  ok: boolean;
  message: string;
}

/** PostgreSQL's codes for a zero character and for text that is no Unicode. */
const UNSTORABLE = ["22021", "22P05"];

function hasUnstorableText(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null;
  return (
    typeof cause === "object" && cause !== null && "code" in cause && UNSTORABLE.includes(String(cause.code))
  );
}

/** Runs a change that a page asked for: what we expected to go wrong becomes a sentence, the rest a plain apology. */
export async function mutation<Answer extends Outcome>(
  work: () => Promise<Answer>,
): Promise<Answer | Outcome> {
  try {
    return await work();
  } catch (error) {
    unstable_rethrow(error);
    if (error instanceof AppError) return { ok: false, message: error.message };
    if (hasUnstorableText(error))
      return { ok: false, message: "That holds characters that cannot be stored." };
    if (error instanceof z.ZodError)
      return { ok: false, message: error.issues[0]?.message ?? "That could not be read." };
    console.error("A change failed:", causeOf(error));
    return { ok: false, message: "Something went wrong on our side; nothing was changed." };
  }
}
