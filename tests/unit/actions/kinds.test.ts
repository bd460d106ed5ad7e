import { describe, expect, it } from "vitest";
import { actionSchema } from "@/lib/actions/action-schema";
import { advise } from "@/lib/actions/advice";
import { actionEntries, actionEntry, actionKinds, newAction, writeOf } from "@/lib/actions/kinds";
import { channels } from "@/lib/channels/channels";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { flowEntry, isAction, isStepKind, mayStandInLanes } from "@/lib/programmes/steps";
import { nudge } from "@/tests/support/jobs";

describe("the kinds of action", () => {
  it("a new one can be saved, and lacks nothing but what only its author knows", () => {
    const missing = Object.fromEntries(
      actionKinds.map((kind) => {
        const action = newAction(kind, "new-one");
        expect(actionSchema.safeParse(action).success).toBe(true);
        const blank = advise(action, "entry").filter(({ check }) => check === "blank");
        return [kind, blank.map(({ field, severity }) => `${severity}: ${field}`)];
      }),
    );
    expect(missing).toEqual({
      message: [],
      reminder: [],
      notify: ["error: channel"],
      update: ["error: attribute"],
    });
  });

  it.each(actionKinds)("%s reaches whom its channel reaches", (kind) => {
    expect(channels[actionEntries[kind].channel].reaches).toBe(actionEntries[kind].reaches);
  });

  it("only what goes into the record writes an attribute", () => {
    const writing = actionKinds.filter((kind) => writeOf(newAction(kind, "new-one")) !== null);
    expect(writing).toEqual(actionKinds.filter((kind) => actionEntries[kind].reaches === "record"));
  });

  it("what waits for the message before it stands between entry and end only", () => {
    const waiting = actionKinds.filter((kind) => {
      const action = newAction(kind, "new-one");
      return actionEntry(action).wait(action) !== null;
    });
    expect(waiting.filter(mayStandInLanes)).toEqual([]);
  });
});

describe("the kinds of step", () => {
  it("a new wait can be published as it is", () => {
    const wait = flowEntry({ kind: "wait" }).create("new-one");
    expect(isAction(wait)).toBe(false);
    expect(definitionSchema.safeParse(nudge({ steps: [wait] })).success).toBe(true);
  });

  it("a name that every object has is no kind of step", () => {
    expect(["wait", "message", "constructor", "toString"].map(isStepKind)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
