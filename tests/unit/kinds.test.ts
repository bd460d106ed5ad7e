import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { actionKinds } from "@/lib/actions/kinds";
import type { ConditionKind } from "@/lib/audiences/schema";
import { channelNames, providerNames } from "@/lib/channels/schema";
import { programmeKinds } from "@/lib/programme-kinds";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The unions whose members nothing outside their tables is compared with, and where those tables stand. */
const names = {
  channel: channelNames,
  provider: providerNames,
  action: actionKinds,
  step: ["wait"],
  condition: ["attribute", "event", "membership", "people"] satisfies ConditionKind[],
  programme: programmeKinds,
};
const tables = [
  "lib/channels/",
  "lib/actions/kinds",
  "lib/programmes/steps",
  "lib/audiences/conditions/",
  "lib/programme-kinds.ts",
];

/** What is compared here is a member of another union that has a word in common. */
const otherUnions: Record<string, string[]> = {
  // What a timeline's entry is, what caused a change, what is in quarantine.
  "components/people/timeline-item.tsx": ['case "event":'],
  "lib/insights/catalogue/get-event.ts": ["cause.kind"],
  "lib/pipeline/time/try-again.ts": ["order by kind <> 'event'", 'if (kind === "event")'],
  // Where the value of an update comes from.
  "lib/actions/values.ts": ['case "attribute":'],
  "lib/programmes/checks/updates.ts": ["value.kind"],
  // The next move of an enrolment may be to wait.
  "lib/enrolments/rules/next-ahead.ts": ["move.kind"],
  "lib/enrolments/turn/apply-moves.ts": ['case "wait":'],
  // The names by which a person is known.
  "lib/insights/customers/get-person.ts": ['kind !== "email"'],
  "lib/insights/customers/list-people.ts": ["identities.kind"],
  "lib/pipeline/news/claim-news.ts": ["i.kind = 'email'", "on kind = 'email'"],
  "lib/profiles/identity/load-known.ts": ["w.kind = 'email'", 'row.kind !== "email"'],
  "lib/profiles/identity/whose-address.ts": ["i.kind = 'email'"],
};

const anyName = Object.values(names).flat().join("|");
const comparisons = [
  // kind === "job", row.channel !== "email"
  new RegExp(`\\b(?:kind|channel|provider)\\s*(?:===|!==)\\s*"(?:${anyName})"`),
  // case "wait":
  new RegExp(`\\bcase "(?:${anyName})":`),
  // eq(programmes.kind, "job")
  new RegExp(`\\b(?:eq|ne)\\([\\w.]*(?:kind|channel|provider), "(?:${anyName})"\\)`),
  // kind = 'message', channel in ('email', ...)
  new RegExp(`\\b(?:kind|channel|provider)\\s*(?:=|<>|in \\()\\s*'(?:${anyName})'`),
  // z.enum(["email", "slack"]), ["job", "stage"].includes(kind)
  new RegExp(`\\["(?:${anyName})"(?:, "(?:${anyName})")*\\](?:\\.includes|\\))`),
];

interface Place {
  path: string;
  line: string;
}

const found = ["app", "components", "lib", "db", "inngest", "emails"]
  .flatMap((folder) => list(join(root, folder)))
  .flatMap((full): Place[] => {
    const path = relative(root, full);
    if (tables.some((table) => path.startsWith(table))) return [];
    return readFileSync(full, "utf8")
      .split("\n")
      .filter((line) => comparisons.some((comparison) => comparison.test(line)))
      .map((line) => ({ path, line: line.trim() }));
  });

describe("a kind is a row of its table", () => {
  it("nothing outside compares a channel, provider, action, step, condition or programme with a name", () => {
    const isOther = ({ path, line }: Place) => (otherUnions[path] ?? []).some((part) => line.includes(part));
    expect(
      found
        .filter((place) => !isOther(place))
        .map(({ path, line }) => `${path} asks for a name instead of a capability: ${line}`),
    ).toEqual([]);
  });

  it("every exception is still needed", () => {
    const unused = Object.entries(otherUnions).flatMap(([path, parts]) =>
      parts.filter((part) => !found.some((place) => place.path === path && place.line.includes(part))),
    );
    expect(unused).toEqual([]);
  });
});

function list(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "migrations" ? [] : list(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}
