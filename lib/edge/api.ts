import "server-only";
import type { z } from "zod";
import { type Db, getDatabase } from "@/db";
import type { Context } from "@/lib/context";
import { readUtf8 } from "@/lib/edge/ingestion/byte-text";
import { readBody, readSaid } from "@/lib/edge/ingestion/ingest-body";
import { type RouteOptions, route } from "@/lib/edge/route";
import { AppError } from "@/lib/errors";
import { findUnstorable } from "@/lib/events/find-unstorable";
import { businessNow } from "@/lib/workspaces/clock/clock";
import { findKey } from "@/lib/workspaces/keys/find-key";
import { mayAct, type Role } from "@/lib/workspaces/schema";

type Handler<Params> = (ctx: Context, request: Request, params: Params) => Promise<unknown>;

/** A handler of our own API: lets in whoever holds an API key of a workspace that may do as much, and answers with what the handler returns as JSON. */
export function apiRoute<Params = Record<string, never>>(
  role: Role,
  handler: Handler<Params>,
  options: RouteOptions = {},
) {
  const handle = route<Params>(async (request, params) => {
    const ctx = await apiContext(await getDatabase(), request, role);
    if (/%00/.test(request.url)) throw new AppError("not_found", "Nothing has this address.");
    const answer = await handler(ctx, request, params);
    return answer === undefined ? new Response(null, { status: 204 }) : Response.json(answer);
  }, options);
  return Object.assign(handle, { role });
}

/** Who asks, by the bearer key of the request: the key's workspace is the only one it sees. */
export async function apiContext(db: Db, request: Request, needed: Role = "viewer"): Promise<Context> {
  const presented = /^bearer\s+(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  const key = presented ? await findKey(db, presented, ["api"]) : null;
  if (!key)
    throw new AppError("unauthorised", "Send an API key of the workspace as “Authorization: Bearer <key>”.");
  if (!mayAct(key.role, needed))
    throw new AppError(
      "forbidden",
      `This key may do what ${key.role}s may; this call needs the rights of an ${needed}.`,
    );
  return { db, workspaceId: key.workspaceId, actor: { kind: "key", id: key.id }, now: await businessNow(db) };
}

/** The JSON that a request carries, free of what a database cannot hold and nested so deep at most; an empty body is an empty object. */
export async function readJson(request: Request, deepest?: number): Promise<unknown> {
  const bytes = await readBody(request);
  const isEmpty = readUtf8(bytes).trim() === "";
  const json = isEmpty ? {} : readSaid(bytes, () => null).value;
  const bad = findUnstorable(json, true, 0, deepest);
  if (bad)
    throw new AppError("invalid", "The body holds something that cannot be stored.", [
      { path: bad.field, message: bad.sentence },
    ]);
  return json;
}

/** The same, in the shape asked for; every fault is named. */
export async function readShape<Shape extends z.ZodType>(
  request: Request,
  schema: Shape,
): Promise<z.output<Shape>> {
  return inShape(await readJson(request), schema, "The body is not in the shape this address takes.");
}

/** The parameters of the address, likewise; those that nobody asks for are passed over. */
export function readQuery<Shape extends z.ZodType>(request: Request, schema: Shape): z.output<Shape> {
  const given = Object.fromEntries(new URL(request.url).searchParams);
  return inShape(given, schema, "The parameters of the address cannot be read.");
}

function inShape<Shape extends z.ZodType>(given: unknown, schema: Shape, refusal: string): z.output<Shape> {
  const checked = schema.safeParse(given);
  if (checked.success) return checked.data;
  const issues = checked.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  throw new AppError("invalid", refusal, issues);
}

/** One parameter of the address; undefined when it is absent. */
export function query(request: Request, name: string): string | undefined {
  return new URL(request.url).searchParams.get(name) ?? undefined;
}
