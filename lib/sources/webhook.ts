import { PATH, type WebhookMapping } from "@/lib/sources/schema";

type Call = Record<string, unknown>;

/** What any tool sent, as a call in Segment's shape by the workspace's mapping; what is missing is left out and checked like every other call. */
export function fromWebhook(payload: unknown, mapping: WebhookMapping): Call {
  const take = (source: string | undefined) => (source === undefined ? undefined : valueAt(payload, source));
  const email = take(mapping.email);
  const mapped =
    mapping.properties && Object.entries(mapping.properties).map(([name, source]) => [name, take(source)]);
  const fields = mapped ? Object.fromEntries(mapped.filter(([, value]) => value !== undefined)) : payload;
  const groupId = take(mapping.groupId);
  const call: Call = {
    type: mapping.type,
    event: take(mapping.event),
    userId: take(mapping.userId),
    anonymousId: take(mapping.anonymousId),
    groupId,
    messageId: take(mapping.messageId),
    timestamp: take(mapping.occurredAt),
    context: {
      ...(email !== undefined && { traits: { email } }),
      ...(mapping.type !== "group" && groupId !== undefined && { groupId }),
      ...(mapping.import && { trig: { import: true } }),
    },
  };
  if (mapping.type === "track") call.properties = fields;
  else
    call.traits =
      mapping.type === "identify" && email !== undefined && isRecord(fields) ? { ...fields, email } : fields;
  return call;
}

function valueAt(payload: unknown, source: string): unknown {
  if (!source.startsWith("$")) return source;
  if (!PATH.test(source)) return undefined;
  let value: unknown = payload;
  for (const [, name, index] of source.matchAll(/\.([^.[\]]+)|\[(\d+)\]/g)) {
    if (index !== undefined) value = Array.isArray(value) ? value[Number(index)] : undefined;
    else
      value = name !== undefined && isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
