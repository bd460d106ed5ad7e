/** What a request says about where it goes and where it comes from. */
export interface Knock {
  method: string;
  /** With the query, as it was sent. */
  path: string;
  /** The Host header. */
  host: string | null;
  /** The Origin header; browsers send it with whatever changes something. */
  origin: string | null;
  /** The address that the instance is known under, when it has one. */
  publicUrl: string | undefined;
}

export interface TurnAway {
  status: 400 | 421 | 403;
  sentence: string;
}

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);
const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Whether a request may come in. Until there is sign-in only this machine may, under its own names, so that no other site can reach
 * the app through a visitor's browser: neither by a name that leads here, nor by a form that posts here. Events may be sent from any
 * site: they carry a key.
 */
export function refuse({ method, path, host, origin, publicUrl }: Knock): TurnAway | null {
  const here = host === null ? null : parsed(`http://${host}`);
  const known = publicUrl === undefined ? null : parsed(publicUrl);
  if (!here || !(LOOPBACK.has(here.hostname) || here.hostname === known?.hostname)) {
    return {
      status: 421,
      sentence: `Trig does not answer to the host "${host ?? ""}": use localhost, or set TRIG_URL to the address you open it under.`,
    };
  }
  if (path.includes("%00")) return { status: 400, sentence: "Nothing has this address." };
  if (SAFE.has(method) || origin === null || isOpenToAnyOrigin(path)) return null;
  const from = parsed(origin)?.host;
  if (from !== undefined && (from === here.host || from === known?.host)) return null;
  return {
    status: 403,
    sentence: `Changes cannot be asked for from ${origin}: open Trig itself and try there.`,
  };
}

function isOpenToAnyOrigin(path: string): boolean {
  return path.startsWith("/v1/") || path.startsWith("/api/webhooks/");
}

function parsed(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}
