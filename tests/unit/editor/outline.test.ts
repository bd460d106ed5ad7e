import { describe, expect, it } from "vitest";
import { contentWords, waysWords } from "@/components/editor/content-words";
import { createEditor } from "@/components/editor/editor-store";
import { gapKey, placeOfKey } from "@/components/editor/outline/gap-key";
import { cardFrames } from "@/components/editor/outline/lines/card-frames";
import { markOf } from "@/components/editor/outline/lines/use-mark";
import { type GapBox, nearestGap, scrollStep } from "@/components/editor/outline/nearest-gap";
import { reveal } from "@/components/editor/outline/reveal";
import { carryOut, type Hands } from "@/components/editor/verbs/carry-out";
import { clipText } from "@/components/editor/verbs/clip";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { readSteps } from "@/lib/programmes/draft/read-steps";
import { insert } from "@/lib/programmes/edit/commands";
import { everyPlace } from "@/lib/programmes/edit/every-place";
import { placeBeside } from "@/lib/programmes/edit/place-beside";
import { standsWords } from "@/lib/programmes/edit/place-words";
import { problemsBySelection } from "@/lib/programmes/edit/problems-by-selection";
import { selectionAt } from "@/lib/programmes/edit/selection-at";
import type { Definition } from "@/lib/programmes/schema";
import { any, empty, event, nudge } from "../programmes/setting";

const email = (id: string, subject: string) => ({ kind: "message", id, subject, body: "Hi" });
const wait = (id: string, amount: number) => ({ kind: "wait", id, delay: { amount, unit: "days" } });
const plan = {
  kind: "branch",
  id: "plan",
  arms: [
    {
      id: "pro",
      name: "Pro plan",
      when: any(event("Upgraded")),
      steps: [wait("pause", 2), email("call", "A call?"), email("more", "More"), email("last", "Last")],
    },
  ],
  otherwise: [],
};
const job: Definition = definitionSchema.parse({
  ...nudge(),
  steps: [wait("first", 1), plan, email("end", "Bye")],
});

function opened(definition = job, more = {}) {
  const editor = createEditor({
    job: { workspace: "acme", slug: "nudge" },
    definition,
    surroundings: { ...empty, ...more },
    isReadOnly: false,
    view: "outline",
  });
  const refused: string[] = [];
  const focused: string[] = [];
  const hands: Hands = {
    editor,
    ask: () => undefined,
    focus: (id) => focused.push(id),
    refuse: (reason) => refused.push(reason),
  };
  return { editor, hands, refused, focused };
}
const order = ({ steps }: Definition) => steps.map(({ id }) => id);

describe("where a dragged step goes", () => {
  const gaps: GapBox[] = [
    { key: "entry:0", left: 0, right: 600, y: 100 },
    { key: "steps:1", left: 0, right: 600, y: 300 },
    { key: "completion:0", left: 0, right: 290, y: 500 },
    { key: "exit:0", left: 310, right: 600, y: 520 },
  ];

  it("is the nearest gap, wherever the pointer is", () => {
    expect(nearestGap(gaps, 300, 190)?.key).toBe("entry:0");
    expect(nearestGap(gaps, 300, 210)?.key).toBe("steps:1");
    expect(nearestGap(gaps, 5_000, -4_000)?.key).toBe("entry:0");
    expect(nearestGap([], 0, 0)).toBeNull();
  });

  it("is the end in whose column the pointer is, though the other one is a little nearer in height", () => {
    expect(nearestGap(gaps, 420, 490)?.key).toBe("exit:0");
    expect(nearestGap(gaps, 150, 515)?.key).toBe("completion:0");
  });

  it("the view scrolls near its edges alone, faster towards them", () => {
    expect(scrollStep(400, 0, 800)).toBe(0);
    expect(scrollStep(60, 0, 800)).toBeLessThan(0);
    expect(scrollStep(5, 0, 800)).toBeLessThan(scrollStep(60, 0, 800));
    expect(scrollStep(790, 0, 800)).toBeGreaterThan(0);
  });

  it("every gap has a key of its own, which leads back to it", () => {
    const places = everyPlace(job);
    const keys = places.map(gapKey);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.map(placeOfKey)).toEqual(places);
  });
});

describe("what lines say", () => {
  it("a closed arm tells how many steps it holds and the first of them", () => {
    const [, branch] = job.steps;
    if (!branch || !("arms" in branch)) throw new Error("The branch is missing.");
    expect(contentWords(branch.arms[0]?.steps ?? [])).toBe("4 steps: Wait 2 days, A call?, More …");
    expect(contentWords(branch.otherwise)).toBe("Nothing: the flow goes on behind the branch");
    expect(waysWords(branch)).toBe("2 ways, 4 steps");
  });

  it("steps of one moment share a card; what waits begins another, a branch stands alone", () => {
    const { steps } = definitionSchema.parse({
      ...nudge(),
      steps: [email("a", "A"), email("b", "B"), wait("c", 1), email("d", "D"), plan, email("e", "E")],
    });
    expect(cardFrames(steps)).toEqual(["first", "last", "first", "last", "only", "only"]);
  });

  it("problems lie with what they belong to, as when each is asked for alone", () => {
    const { editor } = opened(job, { workspace: { hasDefaultSender: false } });
    const { definition, problems } = editor.get();
    const placed = [...problemsBySelection(definition, problems)].flatMap(([selected, all]) =>
      all.map(({ problem, field }) => ({ path: problem.path, selected, field })),
    );
    expect(placed).toHaveLength(problems.length);
    for (const { path, ...where } of placed) expect(where).toEqual(selectionAt(definition, path));
  });

  it("a new step shows no problem until it is left", () => {
    const { editor } = opened();
    editor.apply(insert(job, "message", { list: "steps", index: 0 }), { label: "Add", isNew: true });
    const { selected } = editor.get();
    const state = { ...editor.get(), fresh: new Set([selected ?? ""]) };
    const path = "steps[0].subject";
    const problems = [{ check: "blank", severity: "error", path, message: "No subject." } as const];
    expect(markOf({ ...state, problems }, selected ?? "")).toBeNull();
    expect(markOf({ ...state, fresh: new Set(), problems }, selected ?? "")).toMatchObject({
      severity: "error",
      count: 1,
      first: { field: "subject" },
    });
  });
});

describe("verbs", () => {
  /** Nothing is drawn here. */
  const at: Element = Object.create(null);

  it("Alt and an arrow moves a step to the next place in reading order, and says where it stands", () => {
    const { editor, hands, focused } = opened();
    carryOut("move_down", hands, { id: "first", at });
    expect(editor.get().said).toBe("Wait 1 day is now 1 of 5 in “Pro plan”");
    expect(focused).toEqual(["first"]);
    carryOut("move_up", hands, { id: "first", at });
    expect(order(editor.get().definition)).toEqual(["first", "plan", "end"]);
    editor.undo();
    editor.undo();
    expect(editor.get().definition).toBe(job);
  });

  it("what cannot be done is refused with the reason, and changes nothing", () => {
    const { editor, hands, refused } = opened();
    carryOut("remove", hands, { id: "#goal", at });
    carryOut("move_to", hands, { id: "pro", at });
    carryOut("remove", hands, { id: "pro", at });
    carryOut("add_after", hands, { id: "#settings", at });
    expect(refused).toHaveLength(4);
    expect(editor.get().definition).toBe(job);
  });

  it("the selection stays with the form that is open; where that is gone it goes to what stood behind", () => {
    const { editor, hands, focused } = opened();
    editor.select("end");
    carryOut("remove", hands, { id: "first", at });
    expect(editor.get().selected).toBe("end");
    expect(focused).toEqual(["plan"]);
    editor.select("plan");
    carryOut("duplicate", hands, { id: "end", at });
    carryOut("remove", hands, { id: "end", at });
    expect(editor.get().selected).toBe("plan");
  });

  it("nothing is added where nothing stands; under a heading it comes first, beside a step next to it", () => {
    expect(placeBeside(job, "#audience", "after")).toBeNull();
    expect(placeBeside(job, "#goal", "after")).toEqual({ list: "completion", index: 0 });
    expect(placeBeside(job, "pro", "after")).toEqual({ list: { branch: "plan", arm: "pro" }, index: 0 });
    expect(placeBeside(job, "plan/otherwise", "after")?.list).toEqual({ branch: "plan", arm: "otherwise" });
    expect(placeBeside(job, "end", "before")).toEqual({ list: "steps", index: 2 });
    expect(standsWords(job, "end")).toBe("3 of 3, after Pro plan · otherwise");
  });

  it("what is selected elsewhere is opened; what else is closed stays so, and undo knows nothing of it", () => {
    const { editor } = opened();
    editor.collapse(["plan", "pro", "plan/otherwise"]);
    reveal(editor, "call");
    expect([...editor.get().collapsed]).toEqual(["plan/otherwise"]);
    expect(editor.get().history.past).toEqual([]);
    expect(editor.get().definition).toBe(job);
  });
});

describe("pasted text", () => {
  it("is read as the steps it was copied from, branches and all", () => {
    expect(readSteps(clipText(job.steps))).toEqual(job.steps);
  });

  it.each([
    ["something else", "Hello"],
    ["another JSON", '{"name":"x"}'],
    ["no steps", clipText([])],
    ["a step of no kind", '{"trig":"steps","items":[{"kind":"dance","id":"a"}]}'],
    ["too much", " ".repeat(600_000)],
  ])("that is %s is refused in a sentence", (_what, text) => {
    expect(() => readSteps(text)).toThrow(/\.$/);
  });
});
