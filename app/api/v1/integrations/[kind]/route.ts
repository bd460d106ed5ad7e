import { z } from "zod";
import { apiRoute, readShape } from "@/lib/edge/api";
import { connectionShape } from "@/lib/edge/connection-shape";
import { AppError } from "@/lib/errors";
import { listIntegrations, saveIntegration } from "@/lib/workspaces/connections/integrations";
import { type IntegrationKind, integrationKinds } from "@/lib/workspaces/schema";

interface Params {
  kind: string;
}

export const GET = apiRoute<Params>("owner", async (ctx, _request, params) => {
  const kind = kindOf(params);
  return { integrations: (await listIntegrations(ctx)).filter((one) => one.kind === kind) };
});

/** Secrets go in and never come out. */
export const PUT = apiRoute<Params>("owner", async (ctx, request, params) => {
  const kind = kindOf(params);
  const connection = connectionShape(kind);
  const shape = z.strictObject({
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, "A name is lower-case words joined by hyphens.")
      .default("default"),
    config: connection.config.prefault({}),
    secret: connection.secret.optional(),
    enabled: z.boolean().default(true),
  });
  const { name, config, secret, enabled } = await readShape(request, shape);
  const { id } = await saveIntegration(ctx, kind, name, config, secret, enabled);
  return { id, kind, name, config, enabled };
});

function kindOf({ kind }: Params): IntegrationKind {
  const known = integrationKinds.find((one) => one === kind);
  if (!known)
    throw new AppError(
      "not_found",
      `There is no integration ${kind}; there are ${integrationKinds.join(", ")}.`,
    );
  return known;
}
