import "server-only";

const HEADER_NAMES = /^[\w!#$%&'*+.^`|~-]+(?:\s*,\s*[\w!#$%&'*+.^`|~-]+)*$/;
const USUAL_HEADERS = "Authorization, Content-Type, Content-Encoding, X-Retry-Count";

/**
 * What lets a page of any site send with a key of its own. No cookie is ever read here, so whatever a browser asks for is granted: headers
 * that other tools add to every request, and requests with credentials, as navigator.sendBeacon makes them.
 */
export function corsHeaders(asked: Headers): Record<string, string> {
  const origin = asked.get("origin");
  return {
    "Access-Control-Allow-Origin": origin ?? "*",
    ...(origin !== null && { "Access-Control-Allow-Credentials": "true" }),
    "Access-Control-Expose-Headers": "Retry-After, X-RateLimit-Reset",
    Vary: "Origin",
  };
}

/** The answer to a browser that asks whether it may send. */
export function allowBrowsers(asked: Headers): Response {
  const wanted = asked.get("access-control-request-headers")?.trim() ?? "";
  const headers = {
    ...corsHeaders(asked),
    "Access-Control-Allow-Methods": "POST, OPTIONS",
    "Access-Control-Allow-Headers": HEADER_NAMES.test(wanted) ? wanted : USUAL_HEADERS,
    "Access-Control-Max-Age": "86400",
    Vary: "Origin, Access-Control-Request-Headers",
  };
  return new Response(null, { status: 204, headers });
}
