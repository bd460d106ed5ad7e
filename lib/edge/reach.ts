import { isHttps } from "@/lib/edge/is-https";
import { isLoopback } from "@/lib/is-loopback";
import type { InstanceMode } from "@/lib/workspaces/schema";

/** How an instance is reached, as its environment says. */
interface Reach {
  mode: InstanceMode;
  host: string;
  url: string | undefined;
  proxies: string | undefined;
  isServerless: boolean;
}

/** Why an instance must not start as it is reached: a sentence with the way out; null when nothing speaks against it. */
export function reachProblem({ mode, host, url, isServerless }: Reach): string | null {
  const isHere = isLoopback(host) && !isServerless;
  if (mode === "live")
    return isHere || url
      ? null
      : "Other machines can reach this Trig, and it does not know its own address: set TRIG_URL to the one its members open, like https://trig.example.com. Links in mails begin with it, and no other name is answered to.";
  const name = url && URL.canParse(url) ? new URL(url).hostname : "localhost";
  return isHere && isLoopback(name)
    ? null
    : `A ${mode} instance needs no sign-in, so it is reached from this machine only: leave TRIG_HOST and TRIG_URL unset until it is live.`;
}

/** What its operator should know of how it is reached; null when nothing. */
export function reachAdvice({ mode, url, proxies, isServerless }: Reach): string | null {
  if (mode !== "live" || !isHttps(url) || proxies || isServerless) return null;
  return "TRIG_URL is https, so a proxy stands before this Trig, and TRIG_TRUSTED_PROXIES does not name it: all visitors count as one address when sign-ins are slowed down. Set it to the address the proxy connects from, like 127.0.0.1.";
}
