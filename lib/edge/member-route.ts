import "server-only";
import { type MemberContext, memberContext, requireRole } from "@/lib/edge/member";
import { route } from "@/lib/edge/route";
import type { Role } from "@/lib/workspaces/schema";

type Handler<Params> = (ctx: MemberContext, request: Request, params: Params) => Promise<unknown>;

/** A handler that screens call, for members of a role; answers with what the handler returns, as JSON unless it is a response already. */
export function memberRoute<Params extends { workspace: string }>(role: Role, handler: Handler<Params>) {
  const handle = route<Params>(async (request, params) => {
    const ctx = await memberContext(params.workspace);
    requireRole(ctx.role, role);
    const answer = await handler(ctx, request, params);
    return answer instanceof Response ? answer : Response.json(answer);
  });
  return Object.assign(handle, { role });
}
