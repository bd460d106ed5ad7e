import { isSame } from "@/lib/audiences/conditions/is-same";
import { describeCondition, describeFilter } from "@/lib/audiences/describe";
import type { Condition } from "@/lib/audiences/schema";
import { reentryWords } from "@/lib/programmes/describe";
import type { Change, ChangeGroup } from "@/lib/programmes/difference/schema";
import { textDifference } from "@/lib/programmes/difference/text-difference";
import { sameJson } from "@/lib/programmes/same-json";
import type { Definition } from "@/lib/programmes/schema";
import { durationWords } from "@/lib/spans";

interface Part {
  group: ChangeGroup;
  at: string;
  title: string;
  value: (definition: Definition) => unknown;
  words: (definition: Definition) => string;
}

/** What a definition says besides its items, each in words. */
const parts: readonly Part[] = [
  {
    group: "audience",
    at: "#settings",
    title: "Who it is about",
    value: ({ target }) => target,
    words: ({ target }) => (target === "person" ? "people" : "organisations"),
  },
  {
    group: "audience",
    at: "#audience",
    title: "Who may enter",
    value: ({ audience }) => audience,
    words: ({ audience }) => describeFilter(audience),
  },
  {
    group: "audience",
    at: "#audience",
    title: "Whether they may come back",
    value: ({ reentry }) => reentry,
    words: reentryWords,
  },
  {
    group: "audience",
    at: "#audience",
    title: "Who no longer matches",
    value: ({ leaveWhenAudienceStops }) => leaveWhenAudienceStops,
    words: ({ leaveWhenAudienceStops }) => (leaveWhenAudienceStops ? "leaves" : "stays in it"),
  },
  {
    group: "goal",
    at: "#goal",
    title: "Goal",
    value: ({ goal }) => goal,
    words: ({ goal }) =>
      `${describeFilter(goal.filter)}, counted ${goal.counts === "ever" ? "at any time" : "from entry"}`,
  },
  { group: "goal", at: "#exit", title: "Time limit", value: ({ autoExit }) => autoExit, words: limitWords },
  { group: "settings", at: "#settings", title: "Name", value: ({ name }) => name, words: ({ name }) => name },
  {
    group: "settings",
    at: "#settings",
    title: "Description",
    value: ({ description }) => description,
    words: ({ description }) => description,
  },
  {
    group: "settings",
    at: "#settings",
    title: "When messages may leave",
    value: ({ sendingWindow }) => sendingWindow,
    words: windowWords,
  },
];

/** What is different apart from the items: who it is about, its goal, its limit, its settings. */
export function partChanges(before: Definition, after: Definition): Change[] {
  const changed = parts
    .filter(({ value }) => !sameJson(value(before), value(after)))
    .map(({ group, at, title, words }): Change => {
      const told = textDifference(words(before), words(after));
      return { ...unmoved, group, how: "changed", at, title, fields: [{ label: "", parts: told }] };
    });
  return [...changed, ...exclusionChanges(before.exclusions, after.exclusions)];
}

const unmoved = { noun: "", from: "", to: "", fields: [] };

function exclusionChanges(before: readonly Condition[], after: readonly Condition[]): Change[] {
  const without = (all: readonly Condition[], others: readonly Condition[]) =>
    all.filter((one) => !others.some((other) => isSame(one, other)));
  const told = (how: Change["how"]) => (condition: Condition) => {
    const title = `Who ${describeCondition(condition)} is kept out`;
    return { ...unmoved, group: "audience" as const, how, at: "#audience", title };
  };
  const found = [
    ...without(after, before).map(told("added")),
    ...without(before, after).map(told("removed")),
  ];
  if (found.length > 0 || sameJson(before, after)) return found;
  return [
    {
      ...unmoved,
      group: "audience",
      how: "moved",
      at: "#audience",
      title: "Who is kept out, in another order",
    },
  ];
}

function limitWords({ autoExit }: Definition): string {
  if (!autoExit) return "none";
  return `${durationWords(autoExit)} after ${autoExit.from === "last_step" ? "the last step" : "entry"}`;
}

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

function windowWords({ sendingWindow }: Definition): string {
  if (!sendingWindow) return "as the workspace says";
  const { days, from, to, zone } = sendingWindow;
  const named = [...days].sort((a, b) => a - b).map((day) => weekdays[day - 1] ?? day);
  return `${named.join(", ")}, ${from} to ${to} in the ${zone === "person" ? "person" : "workspace"}'s time zone`;
}
