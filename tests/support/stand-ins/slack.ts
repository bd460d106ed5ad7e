import { z } from "zod";
import {
  createFaults,
  type Faults,
  type Reply,
  type StandInAnswer,
  type StandInRequest,
  startServer,
  withFault,
} from "./server";

export interface StandInChannel {
  id: string;
  name: string;
  isMember: boolean;
}
/** A message that everyone in the channel sees. */
export interface PostedMessage {
  ts: string;
  channel: string;
  channelName: string;
  text: string;
  blocks: unknown[];
  deliveryId: string | null;
  metadata: unknown;
  /** Every field of the request as it arrived. */
  fields: Record<string, string>;
  at: number;
}
export interface SlackStandIn {
  /** Give this to the client as its API address. */
  url: string;
  messages: PostedMessage[];
  requests: StandInRequest[];
  /** Lower-case email -> user id. */
  users: Map<string, string>;
  channels: StandInChannel[];
  faults: Faults;
  close(): Promise<void>;
}

const metadataShape = z.looseObject({
  event_type: z.string(),
  event_payload: z.record(z.string(), z.unknown()),
});

/** Behaves like Slack where it matters: it does not deduplicate, keeps metadata, and knows who is in which channel. */
export async function startSlack(
  options: {
    port?: number;
    token?: string;
    users?: Record<string, string>;
    channels?: StandInChannel[];
  } = {},
): Promise<SlackStandIn> {
  const { token = "xoxb-test" } = options;
  const messages: PostedMessage[] = [];
  const requests: StandInRequest[] = [];
  const faults = createFaults();
  const users = new Map(Object.entries(options.users ?? {}));
  const channels = options.channels ?? [
    { id: "C0CUSTOMER", name: "customer-success", isMember: true },
    { id: "C0ALERTS00", name: "customer-alerts", isMember: true },
    { id: "C0PRIVATE0", name: "board", isMember: false },
  ];
  let lastMicros = 0;

  type Fields = Record<string, string>;
  const methods: Record<string, (fields: Fields) => StandInAnswer> = {
    "auth.test": () => ok({ team: "Stand-in", user: "trig", bot_id: "B0TRIG" }),
    "chat.postMessage": post,
    "conversations.history": history,
    "conversations.list": (fields) => {
      const listed = channels.map(({ id, name, isMember }) => ({
        id,
        name,
        is_member: isMember,
        is_archived: false,
      }));
      return ok(page("channels", listed, fields));
    },
    "users.lookupByEmail": ({ email = "" }) => {
      const id = users.get(email.toLowerCase());
      return id ? ok({ user: { id, profile: { email } } }) : no("users_not_found");
    },
  };

  function post(fields: Fields): StandInAnswer {
    const asked = (fields.channel ?? "").replace(/^#/, "");
    const channel = channels.find(({ id, name }) => id === asked || name === asked);
    if (!channel) return no("channel_not_found");
    if (!channel.isMember) return no("not_in_channel");
    if (!fields.text && !fields.blocks) return no("no_text");
    const metadata = fields.metadata ? metadataShape.parse(JSON.parse(fields.metadata)) : null;
    const id = metadata?.event_payload.delivery_id;
    lastMicros = Math.max(Date.now() * 1000, lastMicros + 1);
    const ts = (lastMicros / 1_000_000).toFixed(6);
    messages.push({
      ts,
      channel: channel.id,
      channelName: channel.name,
      text: fields.text ?? "",
      blocks: z.array(z.unknown()).parse(JSON.parse(fields.blocks ?? "[]")),
      deliveryId: typeof id === "string" ? id : null,
      metadata,
      fields,
      at: Date.now(),
    });
    return ok({ channel: channel.id, ts, message: { text: fields.text ?? "", ts } });
  }

  function history(fields: Fields): StandInAnswer {
    const channel = channels.find(({ id }) => id === fields.channel);
    if (!channel) return no("channel_not_found");
    if (!channel.isMember) return no("not_in_channel");
    const withMetadata = fields.include_all_metadata === "true" || fields.include_all_metadata === "1";
    const found = messages
      .filter((message) => message.channel === channel.id && Number(message.ts) > Number(fields.oldest ?? 0))
      .reverse()
      .map(({ ts, text, blocks, metadata }) => ({
        type: "message",
        ts,
        text,
        blocks,
        ...(withMetadata && metadata ? { metadata } : {}),
      }));
    return ok(page("messages", found, fields));
  }

  async function handle(request: StandInRequest): Promise<Reply> {
    requests.push(request);
    const method = methods[request.path.split("/").at(-1) ?? ""];
    if (!method) return no("unknown_method");
    if (!request.headers.authorization) return no("not_authed");
    if (request.headers.authorization !== `Bearer ${token}`) return no("invalid_auth");
    const fields = Object.fromEntries(new URLSearchParams(request.body));
    return withFault(faults.take(request), () => method(fields), failure);
  }

  const server = await startServer(handle, options.port);
  return { ...server, url: `${server.url}/api/`, messages, requests, users, channels, faults };
}

function ok(body: Record<string, unknown>): StandInAnswer {
  return { status: 200, body: { ok: true, ...body } };
}

function no(error: string): StandInAnswer {
  return { status: 200, body: { ok: false, error } };
}

function failure(status: number): unknown {
  return { ok: false, error: status === 429 ? "ratelimited" : "internal_error" };
}

/** Slack's pages: a cursor leads to the next one, an empty cursor ends. */
function page<Item>(
  key: string,
  items: Item[],
  { cursor, limit }: Record<string, string>,
): Record<string, unknown> {
  const from = Number(cursor ?? 0);
  const to = from + Number(limit ?? 100);
  return {
    [key]: items.slice(from, to),
    has_more: to < items.length,
    response_metadata: { next_cursor: to < items.length ? String(to) : "" },
  };
}
