import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { maskSecrets } from "@/lib/events/mask-secrets";
import {
  type AcceptedArrival,
  type Arrival,
  type ArrivalFilter,
  inOneStream,
  momentOf,
  type RefusedArrival,
  SEARCHED_ARRIVALS,
} from "@/lib/insights/arrivals/arrival";
import { whoIsNamed } from "@/lib/profiles/identity/whose-address";

const BODY_LENGTH = 4_000;
const PAGE = 50;

type AcceptedRow = Omit<AcceptedArrival, "kind" | "who" | "receivedAt" | "occurredAt"> &
  AcceptedArrival["who"] & { receivedAt: string; occurredAt: string };
type RefusedRow = Omit<RefusedArrival, "kind" | "receivedAt"> & { receivedAt: string };

/** What came in last, accepted and refused in one stream, the newest first: whoever connects a tool sees what Trig makes of what it sends. */
export async function listArrivals(
  ctx: Context,
  filter: ArrivalFilter = {},
  size = PAGE,
): Promise<{ arrivals: Arrival[]; hasMore: boolean }> {
  const text = filter.text?.trim().toLowerCase();
  const [accepted, refused] = await Promise.all([
    filter.only === "refused" ? [] : listAccepted(ctx, text, filter.before, size + 1),
    filter.only === "accepted" ? [] : listRefused(ctx, text, filter.before, size + 1),
  ]);
  return inOneStream([...accepted, ...refused], size);
}

async function listAccepted(
  ctx: Context,
  text: string | undefined,
  before: string | undefined,
  limit: number,
): Promise<Arrival[]> {
  const w = ctx.workspaceId;
  const like = likeOf(text);
  const latest = sql`select * from events where workspace_id = ${w} ${earlier("evt", before)}
    order by id desc limit ${like ? SEARCHED_ARRIVALS : limit}`;
  const matches = like
    ? sql`where lower(e.name) like ${like} or lower(e.user_id) like ${like} or lower(e.email) like ${like} or lower(e.anonymous_id) like ${like}`
    : sql``;
  const { rows } = await ctx.db.execute<AcceptedRow>(sql`
    with chosen as materialized (
      select * from (${latest}) e ${matches} order by id desc limit ${limit}
    )
    select e.id, e.type, e.name, e.user_id as "userId", e.email, e.anonymous_id as "anonymousId", e.group_id as "groupId",
      e.received_at as "receivedAt", e.occurred_at as "occurredAt", e.imported, left(e.body::text, ${BODY_LENGTH}) as body,
      ${sourceName(w)} as source, p.event_id is not null as "isWaiting",
      ${whoIsNamed(w, { userId: sql`e.user_id`, email: sql`e.email`, anonymousId: sql`e.anonymous_id` })} as "personId"
    from chosen e
      left join pending_events p on p.event_id = e.id
    order by e.id desc`);
  return rows.map(({ userId, email, anonymousId, groupId, receivedAt, occurredAt, body, ...row }) => ({
    kind: "accepted",
    ...row,
    body: maskSecrets(body),
    who: { userId, email, anonymousId, groupId },
    receivedAt: new Date(receivedAt),
    occurredAt: new Date(occurredAt),
  }));
}

async function listRefused(
  ctx: Context,
  text: string | undefined,
  before: string | undefined,
  limit: number,
): Promise<Arrival[]> {
  const w = ctx.workspaceId;
  const like = likeOf(text);
  const { rows } = await ctx.db.execute<RefusedRow>(sql`
    select e.id, e.received_at as "receivedAt", e.field, e.sentence, e.excerpt, ${sourceName(w)} as source
    from (
      select * from rejected_events where workspace_id = ${w} ${earlier("rej", before)}
      order by id desc limit ${like ? SEARCHED_ARRIVALS : limit}
    ) e
    ${like ? sql`where lower(e.excerpt) like ${like}` : sql``}
    order by e.id desc limit ${limit}`);
  const refused: RefusedArrival[] = rows.map(({ receivedAt, excerpt, ...row }) => ({
    kind: "refused",
    ...row,
    excerpt: maskSecrets(excerpt),
    receivedAt: new Date(receivedAt),
  }));
  // Nobody finds out what is masked by searching for it.
  return text ? refused.filter(({ excerpt }) => excerpt.toLowerCase().includes(text)) : refused;
}

function likeOf(text: string | undefined): string | null {
  return text ? `%${text.replace(/[\\%_]/g, "\\$&")}%` : null;
}

function earlier(prefix: "evt" | "rej", before: string | undefined): SQL {
  return before ? sql`and id < ${`${prefix}_${momentOf(before)}`}` : sql``;
}

function sourceName(workspaceId: string): SQL {
  return sql`coalesce(
    (select name from api_keys where id = e.source and workspace_id = ${workspaceId}),
    (select kind || ' ' || name from integrations where id = e.source and workspace_id = ${workspaceId}),
    e.source)`;
}
