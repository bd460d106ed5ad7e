import "server-only";
import type { Db } from "@/db";
import { getHealth } from "@/lib/insights/health/health";
import type { Health } from "@/lib/insights/health/schema";
import { businessNow } from "@/lib/workspaces/clock/clock";
import { listWorkspaces } from "@/lib/workspaces/list-workspaces";

export interface InstanceHealth {
  status: Health["status"];
  engine: Health["engine"];
  database: "ok";
  at: Date;
  workspaces: (Health & { workspaceId: string; workspace: string })[];
}

/** The health of the whole instance: as bad as its worst workspace. */
export async function instanceHealth(db: Db, engine: Health["engine"]): Promise<InstanceHealth> {
  const [now, workspaces] = await Promise.all([businessNow(db), listWorkspaces(db)]);
  const each: InstanceHealth["workspaces"] = [];
  for (const { id, slug } of workspaces) {
    each.push({
      workspaceId: id,
      workspace: slug,
      ...(await getHealth({ db, workspaceId: id, actor: { kind: "system" }, now }, engine)),
    });
  }
  const worst =
    (["failing", "warning"] as const).find((status) => each.some((health) => health.status === status)) ??
    "ok";
  return { status: worst, engine, database: "ok", at: now, workspaces: each };
}
