import { BlockList, isIP, isIPv4 } from "node:net";

/** What is known of where a request came from. */
export interface Route {
  /** The address at the other end of the connection; undefined where the host does not tell. */
  peer: string | undefined;
  /** The X-Forwarded-For header: each proxy adds whom it heard from at the end. */
  forwarded: string | undefined;
  proxies: BlockList;
}

/**
 * The address a request came from: the peer's own, unless the peer is a named proxy. Then its header is read from the end, past further
 * named proxies, to the first address that is none: whatever stands before that, the client may have made up. "" where nothing is known.
 */
export function clientAddress({ peer, forwarded, proxies }: Route): string {
  let found = toAddress(peer ?? "");
  if (!found || !isIn(proxies, found)) return found ?? "";
  for (const hop of (forwarded ?? "").split(",").reverse()) {
    const address = toAddress(hop);
    if (!address) return found;
    found = address;
    if (!isIn(proxies, address)) return address;
  }
  return found;
}

/** What tries are counted by: an IPv4 address, or the 64 bits of an IPv6 one that a single customer of a network has to herself. */
export function networkOf(address: string): string {
  if (address === "" || isIPv4(address)) return address;
  const [head = "", tail] = address.split("::");
  const start = head === "" ? [] : head.split(":");
  const end = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? 0 : 8 - start.length - end.length;
  const groups = [...start, ...Array.from({ length: zeros }, () => "0"), ...end];
  return `${groups.slice(0, 4).join(":")}::/64`;
}

/** The proxies that a list of addresses and networks names, written 10.0.0.0/8, fd00::/8 or 192.0.2.7; null when it cannot be read. */
export function proxyList(text: string): BlockList | null {
  const list = new BlockList();
  for (const entry of text.split(/[\s,]+/).filter(Boolean)) {
    const [, name = "", bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(entry) ?? [];
    const address = toAddress(name);
    if (!address) return null;
    const most = isIPv4(address) ? 32 : 128;
    if (bits !== undefined && Number(bits) > most) return null;
    list.addSubnet(address, bits === undefined ? most : Number(bits), isIPv4(address) ? "ipv4" : "ipv6");
  }
  return list;
}

/** An address in one spelling, without brackets, port or zone; one that IPv6 maps is an IPv4 address. */
function toAddress(text: string): string | null {
  const bare = text
    .trim()
    .replace(/^"|"$/g, "")
    .replace(/^\[([^\]]*)\](:\d+)?$/, "$1")
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1")
    .replace(/%.*$/, "");
  if (isIP(bare) !== 6) return isIP(bare) === 4 ? bare : null;
  const { hostname } = new URL(`http://[${bare}]`);
  const plain = hostname.slice(1, -1);
  const [, high, low] = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(plain) ?? [];
  if (high === undefined || low === undefined) return plain;
  return [high, low].flatMap((part) => bytesOf(Number.parseInt(part, 16))).join(".");
}

function bytesOf(group: number): number[] {
  return [group >> 8, group & 255];
}

function isIn(list: BlockList, address: string): boolean {
  return list.check(address, isIPv4(address) ? "ipv4" : "ipv6");
}
