/** What a new member of one of the unions takes: the union it joins, the files that are new, and what has to be said where. */
export interface NewKind {
  union: Edit[];
  files: Record<string, string>;
  places: Edit[];
}

interface Edit {
  file: string;
  before: string;
  after: string;
  /** Where the compiler says that it is missing, if not there: schemas are held to the types by a test of types. */
  namedIn?: string;
}

const SCHEMA_TEST = "tests/unit/programmes/definition-types.test.ts";
const put = (file: string, before: string, after: string, namedIn?: string): Edit => ({
  file,
  before,
  after: before.startsWith("\n") ? `${after}${before}` : `${before}${after}`,
  ...(namedIn && { namedIn }),
});
const icon = (kind: string) =>
  put(
    "components/flow/kinds.ts",
    "[Kind in StepKind]: KindParts } = {",
    `\n  ${kind}: { icon: Clock, hue: "", label: "New", about: "" },`,
  );
const form = (kind: string) =>
  put(
    "components/editor/panel/forms.ts",
    "[K in StepKind]: FormEntry<StepOf<K>> } = {",
    `\n  ${kind}: { fields: [], Form: () => null },`,
  );

/** One of each union, each of which does nothing. */
export const newKinds: Record<string, NewKind> = {
  channel: {
    union: [put("lib/channels/schema.ts", "channelNames = [", '"pigeon", ')],
    files: {
      "lib/channels/pigeon.ts": `import { z } from "zod";
import type { ChannelEntry } from "@/lib/channels/channel-entry";
export const pigeon = {
  reaches: "team",
  confinedToWindow: false,
  hasOptOut: false,
  missingRecipient: null,
  ignoresCase: false,
  message: {
    unconnected: "There is no loft: notes by pigeon stay in Trig's outbox.",
    payload: z.strictObject({ text: z.string() }),
    shown: ({ text }: { text: string }) => ({ headline: text, lines: [], text }),
  },
} as const satisfies ChannelEntry;
`,
    },
    places: [
      {
        file: "lib/channels/channels.ts",
        before: "const entries = { ",
        after: "const entries = { pigeon, ",
      },
      put(
        "lib/deliveries/sender/compose.ts",
        "Composer<Payloads[C]> } = {",
        '\n  pigeon: { compose: async () => ({ payload: { text: "" }, parts: {} }), mentions: () => [] },',
      ),
    ],
  },
  provider: {
    union: [put("lib/channels/schema.ts", "providerNames = [", '"loft", ')],
    files: {},
    places: [
      put(
        "lib/channels/providers.ts",
        "const entries = {",
        `
  loft: {
    label: "Loft",
    channels: ["pigeon"],
    connection: { secret: connectionSecret, config },
    keepsMessages: false,
    repeatableForMs: 0,
    lookedForAfterMs: null,
    usualRatePerSecond: 1,
    mostAtOnce: 1,
    timeoutMs: 15_000,
  },`,
      ),
      put(
        "lib/channels/provider-calls.ts",
        "[P in Provider]: Calls<P> } = {",
        `
  loft: {
    standIn: () => undefined,
    send: async () => ({ outcome: "unknown", detail: "It has not come back." }),
    lookFor: null,
  },`,
      ),
    ],
  },
  action: {
    union: [
      {
        file: "lib/actions/schema.ts",
        before: "export type Action = ",
        after:
          'export interface DanceAction extends Common { kind: "dance" }\nexport type Action = DanceAction | ',
      },
    ],
    files: {
      "lib/actions/kinds/dance.ts": `import type { ActionEntry } from "@/lib/actions/kinds/entry";
export const dance: ActionEntry<"dance"> = {
  noun: "dance",
  idName: "dance",
  preposition: "of",
  label: "Dance",
  participle: "danced",
  happened: () => "It was danced",
  notYet: () => "It is not danced yet",
  didNot: () => "It was not danced",
  readIt: "How it was danced",
  reaches: "record",
  channel: "record",
  moments: ["step"],
  title: () => "Then",
  summary: () => "Dance",
  summaryWhenDue: () => "Dance",
  wait: () => null,
  filters: () => [],
  destination: () => ({ to: "contacts" }),
  templates: () => [],
  headline: () => "Dance",
  letter: () => null,
  advise: () => [],
  create: (id) => ({ kind: "dance", id }),
};
`,
    },
    places: [
      {
        file: "lib/actions/kinds.ts",
        before: "actionEntries: ActionEntries = { ",
        after: "actionEntries: ActionEntries = { dance, ",
      },
      put(
        "lib/actions/action-schema.ts",
        "const schemas = {",
        '\n  dance: z.strictObject({ kind: z.literal("dance"), ...common }),',
      ),
      put(
        "lib/actions/action-schema.ts",
        'export const actionSchema = z.discriminatedUnion("kind", [',
        "\n  schemas.dance,",
        SCHEMA_TEST,
      ),
      icon("dance"),
      form("dance"),
    ],
  },
  step: {
    union: [
      {
        file: "lib/programmes/schema.ts",
        before: "export type Step = ",
        after: 'export interface Loop { kind: "loop"; id: string }\nexport type Step = Loop | ',
      },
    ],
    files: {
      "lib/programmes/steps/loop.ts": `import type { FlowEntry } from "@/lib/programmes/steps/entry";
export const loop: FlowEntry<"loop"> = {
  noun: "loop",
  idName: "loop",
  preposition: "of",
  title: () => "Again",
  summary: () => "Again",
  headline: () => "Again",
  summaryWhenDue: () => "Again",
  passed: () => "Again",
  willPass: () => "Again",
  notTaken: () => "",
  wait: () => null,
  filters: () => [],
  ways: () => [],
  wayWords: () => "",
  withWay: (step) => step,
  create: (id) => ({ kind: "loop", id }),
};
`,
    },
    places: [
      {
        file: "lib/programmes/steps.ts",
        before: "FlowEntry<K> } = { ",
        after: "FlowEntry<K> } = { loop, ",
      },
      put(
        "lib/programmes/definition-schema.ts",
        "const flowSchemas = {",
        ' loop: z.strictObject({ kind: z.literal("loop"), id: z.string() }),',
      ),
      put(
        "lib/programmes/definition-schema.ts",
        'stepSchema = z.discriminatedUnion("kind", [',
        "flowSchemas.loop, ",
        SCHEMA_TEST,
      ),
      icon("loop"),
      form("loop"),
    ],
  },
  condition: {
    union: [
      {
        file: "lib/audiences/schema.ts",
        before: "interface Conditions {",
        after:
          'export interface MoodCondition { kind: "mood" }\ninterface Conditions {\n  mood: MoodCondition;',
      },
    ],
    files: {
      "lib/audiences/conditions/mood.ts": `import type { ConditionEntry } from "@/lib/audiences/conditions/entry";
import type { MoodCondition } from "@/lib/audiences/schema";
export const mood: ConditionEntry<MoodCondition> = {
  lookAt: () => ({ verdict: false, saw: null, next: null }),
  isCheap: true,
  asks: () => ({}),
  describe: () => "is in a mood",
  clause: { relative: "who", about: "the customer " },
  seen: () => "no mood",
  happening: () => null,
  implies: () => false,
  clash: () => null,
};
`,
      "lib/audiences/conditions/mood-sql.ts": `import "server-only";
import { FALSE } from "@/lib/audiences/comparisons/comparison-sql";
import type { ConditionSql } from "@/lib/audiences/conditions/sql-entry";
import type { MoodCondition } from "@/lib/audiences/schema";
export const moodSql: ConditionSql<MoodCondition> = () => FALSE;
`,
    },
    places: [
      put("lib/audiences/conditions/kinds.ts", "ConditionEntry<ConditionOf<Kind>> } = {", "\n  mood,"),
      put(
        "components/editor/panel/filter/condition-rows.tsx",
        "[Kind in ConditionKind]: RowForm<Kind> } = {",
        '\n  mood: { icon: Tag, noun: "Mood", Row: () => null },',
      ),
      put(
        "lib/audiences/conditions/kinds-sql.ts",
        "ConditionSql<ConditionOf<Kind>> } = {",
        "\n  mood: moodSql,",
      ),
      put(
        "lib/audiences/filter-schema.ts",
        'conditionSchema = z.discriminatedUnion("kind", [',
        '\n  z.strictObject({ kind: z.literal("mood") }),',
        SCHEMA_TEST,
      ),
    ],
  },
  programme: {
    union: [put("lib/programme-kinds.ts", "programmeKinds = [", '"campaign", ')],
    files: {},
    places: [
      put(
        "lib/programme-kinds.ts",
        "const names = {",
        '\n  campaign: { plural: "campaigns", hasScreen: false, attributeEnding: "_campaign", latestEntry: null },',
      ),
      put(
        "lib/programmes/kinds.ts",
        "[Kind in ProgrammeKind]: Rules } = {",
        "\n  campaign: { defaults: {}, requirements: [], intervenes: false, longestAdvisedDays: null },",
      ),
    ],
  },
};

/** What each new file has to be imported as, where it is used. */
export const newImports: Record<string, string> = {
  "lib/channels/channels.ts": 'import { pigeon } from "@/lib/channels/pigeon";\n',
  "lib/actions/kinds.ts": 'import { dance } from "@/lib/actions/kinds/dance";\n',
  "lib/programmes/steps.ts": 'import { loop } from "@/lib/programmes/steps/loop";\n',
  "lib/audiences/conditions/kinds.ts": 'import { mood } from "@/lib/audiences/conditions/mood";\n',
  "lib/audiences/conditions/kinds-sql.ts": 'import { moodSql } from "@/lib/audiences/conditions/mood-sql";\n',
};
