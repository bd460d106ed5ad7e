import { type NextRequest, NextResponse } from "next/server";
import { turnAway } from "@/lib/edge/turn-away";

const headers = {
  "content-security-policy": "frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'",
  "x-frame-options": "DENY",
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
} as const;

/** Stands before every page and route: who may come in, and what browsers are told about us. */
export function proxy(request: NextRequest): Response {
  const response = turnAway(request) ?? NextResponse.next();
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

// Next copies every body that passes here, which more than halves what ingestion can take: /v1 asks turnAway itself.
export const config = { matcher: "/((?!_next/static/|v1/).*)" };
