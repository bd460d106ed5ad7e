import type { TypeChanged } from "@/lib/lifecycle/change-attribute-type";
import type { TypePreview, ValueCount } from "@/lib/profiles/attributes/preview-type";
import { typeNames } from "@/lib/profiles/attributes/type-words";
import type { Entity } from "@/lib/profiles/schema";
import { count } from "@/lib/words/figures";
import { valueInWords } from "@/lib/words/value-words";

const nouns = {
  person: ["person has", "people have"],
  organisation: ["organisation has", "organisations have"],
} as const;

/** What a type would make of the values that customers have, in sentences: how many fit, how many do not, with the most frequent of both. */
export function typePreviewInWords(preview: TypePreview, entity: Entity, zone: string): string[] {
  const { fit, doNotFit, fitting, misfits } = preview;
  const many = (customers: number) => `${count(customers)} ${nouns[entity][customers === 1 ? 0 : 1]}`;
  const such = (values: readonly ValueCount[]) =>
    values.map(({ value }) => `“${shortened(valueInWords(value, zone))}”`).join(", ");
  if (fit + doNotFit === 0) return ["Nobody has a value yet."];
  const fits = fit === 0 ? "No value fits." : `${many(fit)} a value that fits: ${such(fitting)}.`;
  if (doNotFit === 0) return [fits, "Every value fits."];
  return [
    fits,
    `${many(doNotFit)} a value that does not fit: ${such(misfits)}. ${doNotFit === 1 ? "It stays stored and counts" : "Those stay stored and count"} as no value.`,
  ];
}

/** What a change of type has set going. */
export function typeChangeInWords({ key, type, looksAgain }: TypeChanged): string {
  const jobs = looksAgain.length === 1 ? "One job looks" : `${count(looksAgain.length)} jobs look`;
  const after = looksAgain.length === 0 ? "" : ` ${jobs} at all customers again.`;
  return `The type of ${key} is “${typeNames[type]}”.${after}`;
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
