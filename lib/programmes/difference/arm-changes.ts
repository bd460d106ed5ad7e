import { describeFilter } from "@/lib/audiences/describe";
import { movedAmong } from "@/lib/programmes/difference/moved-among";
import type { Change, FieldChange } from "@/lib/programmes/difference/schema";
import { textDifference } from "@/lib/programmes/difference/text-difference";
import { sameJson } from "@/lib/programmes/same-json";
import type { Arm, Branch } from "@/lib/programmes/schema";
import { armWords } from "@/lib/programmes/steps/branch";

/** What is different in the arms of a branch that both definitions have: not what lies in them. */
export function armChanges(before: Branch, after: Branch): Change[] {
  const moved = movedAmong(
    before.arms.map(({ id }) => id),
    after.arms.map(({ id }) => id),
  );
  const added = after.arms.flatMap((arm) => {
    const was = before.arms.find(({ id }) => id === arm.id);
    if (!was) return [change(arm, "added", armFields(null, arm), { to: orderWords(after, arm) })];
    const fields = armFields(was, arm);
    return [
      ...(moved.has(arm.id)
        ? [change(arm, "moved", [], { from: orderWords(before, was), to: orderWords(after, arm) })]
        : []),
      ...(fields.length > 0 ? [change(arm, "changed", fields)] : []),
    ];
  });
  const removed = before.arms
    .filter(({ id }) => !after.arms.some((arm) => arm.id === id))
    .map((arm) => change(arm, "removed", armFields(arm, null), { from: orderWords(before, arm) }));
  return [...added, ...removed];
}

function change(
  arm: Arm,
  how: Change["how"],
  fields: FieldChange[],
  { from = "", to = "" }: { from?: string; to?: string } = {},
): Change {
  return { group: "steps", how, at: arm.id, title: armWords(arm), noun: "arm", from, to, fields };
}

function armFields(before: Arm | null, after: Arm | null): FieldChange[] {
  const name = textDifference(before?.name ?? "", after?.name ?? "");
  const [was, is] = [before, after].map((arm) => (arm ? describeFilter(arm.when) : ""));
  const isSame = before && after && sameJson(before.when, after.when);
  return [
    ...(before?.name === after?.name ? [] : [{ label: "Name", parts: name }]),
    ...(isSame ? [] : [{ label: "Taken by who", parts: textDifference(was ?? "", is ?? "") }]),
  ];
}

function orderWords({ arms }: Branch, { id }: Arm): string {
  return `${arms.findIndex((arm) => arm.id === id) + 1} of ${arms.length} that are asked`;
}
