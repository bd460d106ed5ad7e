import { memberRoute } from "@/lib/edge/member-route";
import { findPlaces } from "@/lib/insights/find-places";

const MOST_CHARACTERS = 200;

/** What the command palette finds while a member types. */
export const GET = memberRoute("viewer", (ctx, request) =>
  findPlaces(ctx, (new URL(request.url).searchParams.get("q") ?? "").slice(0, MOST_CHARACTERS)),
);
