const calls: Readonly<Record<string, string>> = {
  identify: "An identify call",
  group: "A group call",
  alias: "An alias call",
  page: "A page call",
  screen: "A screen call",
  track: "An event",
};

/** What an event is called: its own name, else the kind of call it was. */
export function eventWords({ type, name }: { type: string; name: string | null }): string {
  return name === null ? (calls[type] ?? "An event") : `“${name}”`;
}
