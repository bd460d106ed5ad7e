import "server-only";
import { type Context, within } from "@/lib/context";
import { skipUnsent } from "@/lib/deliveries/lifecycle/skip-unsent";
import { pause } from "@/lib/lifecycle/pause";
import { lockWorkspaceExclusive } from "@/lib/locks";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import { auditProgramme } from "@/lib/programmes/audit-programme";
import { lockProgrammeRow } from "@/lib/programmes/draft/get-programme";

/**
 * The emergency brake: pauses a programme and cancels what waits to be sent. Who is in it stays in it. What a sender has in hand at that moment
 * may still leave, or waits until it is resumed; the answer says how many that are.
 */
export async function stop(
  ctx: Context,
  kind: ProgrammeKind,
  slug: string,
): Promise<{ cancelled: number; inFlight: number }> {
  return ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    await lockWorkspaceExclusive(inside);
    const { inFlight } = await pause(inside, kind, slug);
    const row = await lockProgrammeRow(inside, kind, slug);
    const cancelled = await skipUnsent(inside, { programmeId: row.id }, "cancelled");
    await auditProgramme(inside, "programme.stopped", row);
    return { cancelled, inFlight };
  });
}
