import "server-only";
import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import { expected } from "@/lib/edge/expected";
import { type MemberContext, memberContext, requireRole } from "@/lib/edge/member";
import type { ErrorCode, Issue } from "@/lib/errors";
import type { Role } from "@/lib/workspaces/schema";

/** How a change went, in a sentence for the member who asked. */
export interface Outcome {
  ok: boolean;
  message: string;
  /** Of a change that was refused: "unauthorised" where the sign-in has ended. */
  code?: ErrorCode;
  /** What is wrong with what was sent, each with its place. */
  issues?: Issue[];
}

/** PostgreSQL's codes for a zero character and for text that is no Unicode. */
const UNSTORABLE = ["22021", "22P05"];

function hasUnstorableText(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null;
  return (
    typeof cause === "object" && cause !== null && "code" in cause && UNSTORABLE.includes(String(cause.code))
  );
}

/**
 * A change that a page asks for, by members of a role. Called with the workspace's slug first; the rest is what the page sent, which may
 * be anything.
 */
export function mutation<Args extends unknown[], Answer extends Outcome>(
  role: Role,
  work: (ctx: MemberContext, ...args: Args) => Promise<Answer>,
): ((workspace: string, ...args: Args) => Promise<Answer | Outcome>) & { role: Role } {
  const change = (workspace: string, ...args: Args) =>
    asOutcome(async () => {
      const ctx = await memberContext(z.string().parse(workspace));
      requireRole(ctx.role, role);
      return work(ctx, ...args);
    });
  return Object.assign(change, { role });
}

/** Runs a change: what we expected to go wrong becomes a sentence, the rest a plain apology with a reference to quote. */
export async function asOutcome<Answer extends Outcome>(
  work: () => Promise<Answer>,
): Promise<Answer | Outcome> {
  try {
    return await work();
  } catch (error) {
    unstable_rethrow(error);
    if (error instanceof z.ZodError)
      return {
        ok: false,
        message: error.issues[0]?.message ?? "That could not be read.",
        code: "invalid",
      };
    if (hasUnstorableText(error))
      return { ok: false, message: "That holds characters that cannot be stored.", code: "invalid" };
    const { message, code, issues } = expected(error);
    return { ok: false, message, code, ...(issues.length > 0 && { issues }) };
  }
}
