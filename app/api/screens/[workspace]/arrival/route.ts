import { memberRoute } from "@/lib/edge/member-route";
import { findLastArrival } from "@/lib/insights/first-arrival";

export const GET = memberRoute("viewer", (ctx) => findLastArrival(ctx, ctx.zone));
