import { memberRoute } from "@/lib/edge/member-route";
import { findLastArrival } from "@/lib/insights/arrivals/first-arrival";

export const GET = memberRoute("viewer", (ctx) => findLastArrival(ctx, ctx.zone));
