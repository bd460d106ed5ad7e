import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Store } from "@/db";
import { answerBatch, answerOne } from "@/lib/edge/ingestion/answers";
import { readBody, readSaid } from "@/lib/edge/ingestion/ingest-body";
import { type IngestDeps, ingestItems } from "@/lib/edge/ingestion/ingest-items";
import { type EventSender, keyInHeader, senderOf } from "@/lib/edge/ingestion/ingest-key";
import { tellListApart } from "@/lib/edge/ingestion/tell-apart";
import { waitingRoom } from "@/lib/edge/ingestion/waiting-room";
import { AppError } from "@/lib/errors";
import { Unreadable } from "@/lib/events/unreadable";
import { nameSigned } from "@/lib/sources/name-signed";
import { webhookMappingSchema } from "@/lib/sources/schema";
import { fromSegment } from "@/lib/sources/segment";
import { fromWebhook } from "@/lib/sources/webhook";
import { findIntegration } from "@/lib/workspaces/connections/integrations";
import { findWorkspaceBySlug } from "@/lib/workspaces/get-workspace";

type Integration = NonNullable<Awaited<ReturnType<typeof findIntegration>>>;

/** Segment's webhook destination: one event a request, signed with the secret both sides hold. */
export async function ingestSegmentWebhook(request: Request, deps: IngestDeps): Promise<Response> {
  const bytes = await readBody(request);
  return waitingRoom.wait(bytes.length, async () => {
    const { workspaceId, integration } = await findSigned(deps.store, request, "segment", "default");
    requireSignature(integration, "sha1", bytes, request.headers.get("x-signature"));
    const sender: EventSender = { workspaceId, source: integration.id, trust: "server" };
    const { text, value } = readSaid(bytes, () => null);
    const list = nameSigned([fromSegment(value)], integration.id, bytes);
    return answerOne(await ingestItems(deps, sender, { list, text }));
  });
}

/** Any tool that can send JSON: its fields become an event by the mapping of the integration of that name. A list is a batch. */
export async function ingestWebhook(request: Request, name: string, deps: IngestDeps): Promise<Response> {
  const bytes = await readBody(request);
  return waitingRoom.wait(bytes.length, () => keep(request, name, bytes, deps));
}

async function keep(request: Request, name: string, bytes: Uint8Array, deps: IngestDeps): Promise<Response> {
  const key = keyInHeader(request.headers);
  const { sender, integration } = key
    ? await byKey(deps.store, key, name)
    : await bySignature(deps.store, request, name, bytes);
  const mapping = webhookMappingSchema.safeParse(integration.config);
  if (!mapping.success) {
    const issues = mapping.error.issues.map((issue) => ({
      path: issue.path.join("."),
      message: issue.message,
    }));
    throw new AppError(
      "conflict",
      `The field mapping of the webhook ${name} is not valid: correct it in Settings.`,
      issues,
    );
  }
  const { text, value: payload } = readSaid(bytes, tellListApart);
  const calls = (Array.isArray(payload) ? payload : [payload]).map((item: unknown) =>
    item instanceof Unreadable ? item : fromWebhook(item, mapping.data),
  );
  // Whoever holds a key needs no old body to send something.
  const list = key ? calls : nameSigned(calls, integration.id, bytes);
  const result = await ingestItems(deps, sender, { list, text });
  return Array.isArray(payload) ? answerBatch(result) : answerOne(result);
}

async function byKey(
  store: Store,
  key: string,
  name: string,
): Promise<{ sender: EventSender; integration: Integration }> {
  const sender = await senderOf(store, key);
  if (sender.trust === "browser")
    throw new AppError(
      "forbidden",
      "A key used in browsers is public: a webhook needs a server's write key.",
    );
  const integration = await findIntegration(store, sender.workspaceId, "webhook", name);
  if (!integration) throw new AppError("not_found", `There is no webhook named ${name} in this workspace.`);
  return { sender: { ...sender, source: integration.id }, integration };
}

async function bySignature(
  store: Store,
  request: Request,
  name: string,
  bytes: Uint8Array,
): Promise<{ sender: EventSender; integration: Integration }> {
  const { workspaceId, integration } = await findSigned(store, request, "webhook", name);
  requireSignature(integration, "sha256", bytes, request.headers.get("x-trig-signature"));
  return { sender: { workspaceId, source: integration.id, trust: "server" }, integration };
}

// Whoever cannot sign learns nothing about which workspaces and connections exist.
async function findSigned(store: Store, request: Request, kind: "segment" | "webhook", name: string) {
  const slug = new URL(request.url).searchParams.get("workspace");
  if (!slug)
    throw new AppError("invalid", "Say whose it is: add ?workspace= and the workspace's name in addresses.");
  const workspace = await findWorkspaceBySlug(store, slug);
  const integration = workspace && (await findIntegration(store, workspace.id, kind, name));
  if (!workspace || !integration) throw unsigned();
  return { workspaceId: workspace.id, integration };
}

function requireSignature(
  integration: Integration,
  algorithm: "sha1" | "sha256",
  bytes: Uint8Array,
  presented: string | null,
): void {
  // The sender tries again later; an answer that the signature is wrong would make it give up.
  if (integration.isClosed)
    throw new AppError(
      "unavailable",
      "The secret of this connection cannot be opened now: send it again later.",
    );
  if (!integration.secret) throw unsigned();
  const expected = createHmac(algorithm, integration.secret).update(bytes).digest();
  const given = Buffer.from((presented ?? "").replace(/^sha(1|256)=/, ""), "hex");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw unsigned();
}

function unsigned(): AppError {
  return new AppError(
    "unauthorised",
    "The signature does not fit: sign the body with the secret of this connection.",
  );
}
