import "server-only";
import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import { createKey } from "@/lib/workspaces/keys/create-key";
import { findKey } from "@/lib/workspaces/keys/find-key";
import type { KeyKind } from "@/lib/workspaces/schema";

/** Lets in the programs whose keys the environment names, in the workspace that is first; those that are known already stay as they are. */
export async function registerEnvironmentKeys(ctx: Context): Promise<void> {
  const { TRIG_API_KEY, TRIG_WRITE_KEY } = env();
  await register(ctx, "api", TRIG_API_KEY);
  await register(ctx, "write", TRIG_WRITE_KEY);
}

async function register(ctx: Context, kind: KeyKind, value: string | undefined): Promise<void> {
  if (!value || (await findKey(ctx.db, value, [kind]))) return;
  await createKey(ctx, { kind, name: "From the environment", value, role: "owner" });
}
