import "server-only";
import { and, eq, isNotNull } from "drizzle-orm";
import type { Store } from "@/db";
import { integrations } from "@/db/schema";
import { type Context, within } from "@/lib/context";
import { newId } from "@/lib/ids";
import { audit } from "@/lib/workspaces/audit/audit";
import { encryptSecret, openSecret } from "@/lib/workspaces/connections/secrets";
import type { IntegrationKind } from "@/lib/workspaces/schema";

export interface IntegrationRow {
  id: string;
  kind: IntegrationKind;
  name: string;
  config: Record<string, unknown>;
  /** Whether there is a secret that can be opened: one that cannot is as good as none. */
  hasSecret: boolean;
  enabled: boolean;
  updatedAt: Date;
}

/** Connects another tool or changes the connection; without a secret the one that is stored stays. */
export async function saveIntegration(
  ctx: Context,
  kind: IntegrationKind,
  name: string,
  config: Record<string, unknown>,
  secret?: string,
  enabled = true,
): Promise<{ id: string }> {
  return ctx.db.transaction(async (tx) => {
    await tx
      .insert(integrations)
      .values({
        id: newId("int"),
        workspaceId: ctx.workspaceId,
        kind,
        name,
        config,
        enabled,
        updatedAt: ctx.now,
      })
      .onConflictDoNothing();
    const row = await rowOf(tx, ctx.workspaceId, kind, name);
    if (!row) throw new Error(`Integration ${kind} ${name} vanished while it was being saved.`);
    const secretEncrypted = secret === undefined ? row.secretEncrypted : encryptSecret(secret, row.id);
    await tx
      .update(integrations)
      .set({ config, enabled, secretEncrypted, updatedAt: ctx.now })
      .where(and(eq(integrations.workspaceId, ctx.workspaceId), eq(integrations.id, row.id)));
    const detail = { config, enabled, newSecret: secret !== undefined };
    await audit(within(ctx, tx), {
      what: "integration.saved",
      subject: { id: row.id, name: `${kind} ${name}` },
      detail,
    });
    return { id: row.id };
  });
}

/** A connection with its secret, for the code that speaks to the tool. */
export interface Integration {
  id: string;
  config: Record<string, unknown>;
  secret: string | null;
  /** It has a secret which cannot be opened: another secret key, or damaged. */
  isClosed?: true;
}

/** A connection of a workspace; null when there is none or it is switched off. */
export async function findIntegration(
  store: Store,
  workspaceId: string,
  kind: IntegrationKind,
  name = "default",
): Promise<Integration | null> {
  const row = await rowOf(store, workspaceId, kind, name);
  if (!row?.enabled) return null;
  const secret = secretOf(row);
  const isClosed = row.secretEncrypted !== null && secret === null;
  return { id: row.id, config: configOf(row), secret, ...(isClosed && { isClosed }) };
}

/** The connections of a workspace, without their secrets. */
export async function listIntegrations(ctx: Context): Promise<IntegrationRow[]> {
  const rows = await ctx.db
    .select()
    .from(integrations)
    .where(eq(integrations.workspaceId, ctx.workspaceId))
    .orderBy(integrations.kind, integrations.name);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    config: configOf(row),
    hasSecret: secretOf(row) !== null,
    enabled: row.enabled,
    updatedAt: row.updatedAt,
  }));
}

/** The connections in use whose secret cannot be opened, by kind and name. */
export async function listClosedIntegrations(
  ctx: Context,
): Promise<{ kind: IntegrationKind; name: string }[]> {
  const rows = await ctx.db
    .select()
    .from(integrations)
    .where(
      and(
        eq(integrations.workspaceId, ctx.workspaceId),
        eq(integrations.enabled, true),
        isNotNull(integrations.secretEncrypted),
      ),
    )
    .orderBy(integrations.kind, integrations.name);
  return rows.filter((row) => secretOf(row) === null).map(({ kind, name }) => ({ kind, name }));
}

function secretOf({ id, secretEncrypted }: { id: string; secretEncrypted: string | null }): string | null {
  return secretEncrypted === null ? null : openSecret(secretEncrypted, id);
}

async function rowOf(store: Store, workspaceId: string, kind: IntegrationKind, name: string) {
  const [row] = await store
    .select()
    .from(integrations)
    .where(
      and(
        eq(integrations.workspaceId, workspaceId),
        eq(integrations.kind, kind),
        eq(integrations.name, name),
      ),
    );
  return row;
}

function configOf(row: { config: unknown }): Record<string, unknown> {
  return typeof row.config === "object" && row.config !== null ? { ...row.config } : {};
}
