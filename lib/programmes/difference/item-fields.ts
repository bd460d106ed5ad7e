import { actionEntry } from "@/lib/actions/kinds";
import { describeFilter } from "@/lib/audiences/describe";
import type { ChangeGroup, FieldChange } from "@/lib/programmes/difference/schema";
import { textDifference } from "@/lib/programmes/difference/text-difference";
import { waysOf } from "@/lib/programmes/flow";
import { sameJson } from "@/lib/programmes/same-json";
import type { Step } from "@/lib/programmes/schema";
import { isAction, stepEntry } from "@/lib/programmes/steps";
import { durationWords } from "@/lib/spans";

interface Field {
  label: string;
  group: Extract<ChangeGroup, "steps" | "messages">;
  text: string;
}

const filterLabels: Readonly<Record<string, string>> = {
  when: "Only if",
  "recipients.matching": "To those who",
};

/** What is different in an item itself, without what lies on its ways; null stands for one that is not there. */
export function itemFields(
  before: Step | null,
  after: Step | null,
): { group: Field["group"]; fields: FieldChange[] }[] {
  const [ours, theirs] = [before ? fieldsOf(before) : [], after ? fieldsOf(after) : []];
  const labels = [...new Set([...ours, ...theirs].map(({ label }) => label))];
  const changed = labels.flatMap((label) => {
    const [mine, other] = [ours, theirs].map((fields) => fields.find((field) => field.label === label));
    const parts = textDifference(mine?.text ?? "", other?.text ?? "");
    const isSame = parts.every(({ how }) => how === "same");
    return isSame ? [] : [{ group: mine?.group ?? other?.group ?? ("steps" as const), label, parts }];
  });
  const groups = (["messages", "steps"] as const).flatMap((group) => {
    const fields = changed.filter((one) => one.group === group).map(({ label, parts }) => ({ label, parts }));
    return fields.length > 0 ? [{ group, fields }] : [];
  });
  // What no words tell apart is different all the same.
  if (groups.length === 0 && before && after && !sameJson(own(before), own(after)))
    return [{ group: "steps", fields: [detail(before, after)] }];
  return groups;
}

function fieldsOf(item: Step): Field[] {
  const entry = stepEntry(item);
  const wait = entry.wait(item);
  const filters = entry.filters(item).filter(({ role }) => role !== "arm");
  const letter = isAction(item) ? actionEntry(item).letter(item) : null;
  const steps = (label: string, text: string): Field => ({ label, group: "steps", text });
  const messages = (label: string, text: string): Field => ({ label, group: "messages", text });
  return [
    ...("sender" in item && item.sender
      ? [messages("From", `${item.sender.name} <${item.sender.address}>`)]
      : []),
    ...(letter ? letter.lines.map(([label, text]) => messages(label, text)) : []),
    ...(letter ? [messages("Text", letter.text)] : []),
    ...(isAction(item) && !letter ? [steps("What it does", entry.headline(item))] : []),
    ...(wait ? [steps("Delay", durationWords(wait.delay))] : []),
    ...filters.map(({ field, filter }) => steps(filterLabels[field] ?? field, describeFilter(filter))),
  ];
}

function detail(before: Step, after: Step): FieldChange {
  const [ours, theirs] = [own(before), own(after)];
  const text = (value: object) =>
    Object.entries(value)
      .filter(
        ([key, one]) => !sameJson(Reflect.get(ours, key), Reflect.get(theirs, key)) && one !== undefined,
      )
      .map(([key, one]) => `${key}: ${JSON.stringify(one)}`)
      .join("\n");
  return { label: "Details", parts: textDifference(text(ours), text(theirs)) };
}

/** An item without its ways. */
function own(item: Step): object {
  if (waysOf(item).length === 0) return item;
  return Object.fromEntries(Object.entries(item).filter(([key]) => key !== "arms" && key !== "otherwise"));
}
