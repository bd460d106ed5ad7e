import type { CatalogueEntry } from "@/lib/insights/catalogue/get-attribute";
import type { WhyAttribute } from "@/lib/insights/why/cases";
import { momentInWords } from "@/lib/insights/why/words/why-words";
import type { IgnoredReason } from "@/lib/profiles/schema";
import { valueInWords } from "@/lib/words/value-words";

type Facts = Omit<WhyAttribute, "sentences">;

/** Why an attribute has the value it has, in sentences: what it is, who set it last, whose it is, and which value was not taken over. */
export function attributeSentences(facts: Facts, zone: string): string[] {
  return [valueSaid(facts, zone), setSaid(facts, zone), ownerSaid(facts), ignoredSaid(facts, zone)].filter(
    (sentence) => sentence !== null,
  );
}

function valueSaid({ customer, key, value }: Facts, zone: string): string {
  const who = customer.shortName;
  return value === null
    ? `${who} has no value for ${key}.`
    : `${key} of ${who} is ${shortened(valueInWords(value, zone))}.`;
}

function setSaid({ value, activity, lastChange, heldSince }: Facts, zone: string): string | null {
  const at = (moment: Date) => momentInWords(moment, zone);
  if (!lastChange) {
    if (activity) return `Trig writes it whenever a customer enters or leaves ${activity.name}.`;
    if (value === null) return "Nobody has said one yet.";
    return heldSince
      ? `It was said on ${at(heldSince)}; what said it is not on record.`
      : "What said it is not on record.";
  }
  const { cause, at: changedAt, old } = lastChange;
  const verb = { event: "said by", action: "set by", merge: "brought by" }[cause.kind];
  const was =
    old === null || old === undefined ? "" : ` Before that it was ${shortened(valueInWords(old, zone))}.`;
  const by = `It was ${value === null ? "cleared" : "last changed"} on ${at(changedAt)}, ${verb} ${lowerArticle(cause.words)}.`;
  return `${by}${was}`;
}

function ownerSaid({ catalogue, activity }: Facts): string | null {
  if (activity) return "Trig owns it.";
  return catalogue ? owners[catalogue.owner] : null;
}

const owners: { readonly [O in CatalogueEntry["owner"]]: string } = {
  crm: "The CRM owns it: a job may write it only where its author has confirmed that, and the next sync may overwrite it.",
  trig: "A job made it: the actions of jobs write it.",
  source: "Events write it: the value with the latest moment is held.",
};

const because: Record<IgnoredReason, string> = {
  older: "a newer value was held when it came in",
  public_key: "a browser's key, which anybody may use, does not change the address of somebody who has one",
  no_address: "it is not an email address",
  own_name: "it is a name of Trig's own, which nobody else sets",
  full: "nobody may have more, or longer, attributes",
};

function ignoredSaid({ ignored }: Facts, zone: string): string | null {
  if (!ignored) return null;
  const { value, at, reason, cause } = ignored;
  const what = value === null ? "A call to clear it" : `The value ${shortened(valueInWords(value, zone))}`;
  return `${what}, as of ${momentInWords(at, zone)} (${lowerArticle(cause.words)}), was not taken over: ${because[reason]}.`;
}

function shortened(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

function lowerArticle(text: string): string {
  return /^(The|An?) /.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
