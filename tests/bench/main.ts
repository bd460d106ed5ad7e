// npm run bench [-- --json] [-- --only name]: what Trig does in a second, in the same run as what the bare database does.
// npm run bench -- --against commit: this build and an older one in alternating short turns.
import { compareWith } from "@/tests/bench/against";
import { counting } from "@/tests/bench/counting";
import { demoClock } from "@/tests/bench/demo-clock";
import { savingInEditor } from "@/tests/bench/editor";
import { fill, type Size } from "@/tests/bench/fill";
import { advancing, goLive } from "@/tests/bench/go-live";
import { accepted, processed } from "@/tests/bench/ingestion";
import { goLiveWithReaders } from "@/tests/bench/jobs";
import { latencies } from "@/tests/bench/latency";
import { idleMemory } from "@/tests/bench/memory";
import { openScreens } from "@/tests/bench/open-screens";
import { type Figure, jsonOf, lineOf } from "@/tests/bench/report";
import { screenTimes } from "@/tests/bench/screens";
import { type Setting, startSetting } from "@/tests/bench/setting";
import { simulatedYear } from "@/tests/bench/simulation";
import { singleEvents } from "@/tests/bench/single";

const sizes: Size[] = [
  { people: 1_000, events: 10_000 },
  { people: 10_000, events: 100_000 },
  { people: 100_000, events: 1_000_000 },
];
const GOES_LIVE = 10_000;
const MOST = 100_000;
const names = [
  "memory",
  "accepted",
  "single",
  "latency",
  "go-live",
  "count",
  "processed",
  "year",
  "clock",
  "screens",
  "editor",
] as const;
type Name = (typeof names)[number];

/** What needs no setting that grows. */
const apart: readonly string[] = ["year", "clock", "screens", "editor"];

const asJson = process.argv.includes("--json");
const optionOf = (option: string) => {
  const at = process.argv.indexOf(option);
  return at === -1 ? null : (process.argv[at + 1] ?? "");
};
const only = optionOf("--only");
const against = optionOf("--against");
const write = (line: string) => process.stdout.write(`${line}\n`);
if (only !== null && !names.some((name) => name === only)) {
  write(`There is no figure ${only}: choose one of ${names.join(", ")}.`);
  process.exit(2);
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
if (against !== null) {
  const slower = await compareWith(against, write);
  write(slower === 0 ? "\nNothing became slower." : `\n${slower} became slower.`);
  process.exit(slower === 0 ? 0 : 1);
}
const isWanted = (name: Name) => only === null || only === name;
const began = Date.now();
let missed = 0;

function tell(figures: readonly Figure[]): void {
  for (const one of figures) {
    if (one.pass === false) missed++;
    write(asJson ? jsonOf(one) : lineOf(one));
  }
}
const say = (words: string) =>
  asJson ? undefined : write(`\n${words} (${Math.round((Date.now() - began) / 1000)} s)`);

/** On a database of its own: what the other figures grow is of another shape. */
async function tellApart(words: string, measure: (setting: Setting) => Promise<Figure[]>): Promise<void> {
  const own = await startSetting();
  say(words);
  try {
    tell(await measure(own));
  } finally {
    await own.stop();
  }
}

if (isWanted("year")) tell(await simulatedYear());
if (isWanted("clock")) tell(await demoClock());
if (isWanted("screens")) await tellApart("Screens", screenTimes);
if (isWanted("editor")) await tellApart("The editor", savingInEditor);
if (only && apart.includes(only)) process.exit(0);
const setting = await startSetting();
try {
  if (isWanted("memory")) tell([...(await idleMemory(setting)), ...(await openScreens(setting))]);
  await goLiveWithReaders(setting);
  let from: Size = { people: 0, events: 0 };
  for (const size of sizes) {
    const { people } = size;
    say(`With ${people} people and ${size.events} events`);
    await fill(setting.pool, setting.workspaceId, from, size);
    from = size;
    if (isWanted("processed")) tell(await processed(setting, { people, events: 10_000 }));
    if (isWanted("accepted")) tell(await accepted(setting, { people, events: 20_000 }));
    if (isWanted("count")) tell([await counting(setting, people, people === MOST)]);
    if (people === MOST) break;
    if (isWanted("go-live")) {
      tell(await goLive(setting, people));
      tell(await advancing(setting, people));
    }
    if (people < GOES_LIVE) continue;
    if (isWanted("single")) tell(await singleEvents(setting, people));
    if (isWanted("latency")) tell(await latencies(setting));
  }
} finally {
  await setting.stop();
}
say(missed === 0 ? "Every goal is met." : `${missed} goals are missed.`);
