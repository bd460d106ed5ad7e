import { type NextRequest, NextResponse } from "next/server";
import { isHttps } from "@/lib/edge/is-https";
import { PATH_HEADER } from "@/lib/edge/pages/path-header";
import { turnAway } from "@/lib/edge/turn-away";

const headers = {
  "x-frame-options": "DENY",
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
} as const;

/** Stands before every page and route: who may come in, and what browsers are told about us. */
export function proxy(request: NextRequest): Response {
  const policy = contentSecurityPolicy(crypto.randomUUID().replaceAll("-", ""));
  const response = turnAway(request) ?? passOn(request, policy);
  response.headers.set("content-security-policy", policy);
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  if (isHttps(process.env.TRIG_URL)) response.headers.set("strict-transport-security", "max-age=31536000");
  return response;
}

// Next reads the policy of the request and puts its nonce on the scripts it writes.
function passOn(request: NextRequest, policy: string): NextResponse {
  const passed = new Headers(request.headers);
  passed.set("content-security-policy", policy);
  passed.set(PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search);
  return NextResponse.next({ request: { headers: passed } });
}

/** Scripts run only when we wrote them into this very answer. Styles may stand in attributes, which React writes. */
function contentSecurityPolicy(nonce: string): string {
  const isDev = process.env.NODE_ENV === "development";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDev ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    `connect-src 'self'${isDev ? " ws:" : ""}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
  ].join("; ");
}

// Next copies every body that passes here, which more than halves what ingestion can take: /v1 asks turnAway itself.
export const config = { matcher: "/((?!_next/static/|v1/).*)" };
