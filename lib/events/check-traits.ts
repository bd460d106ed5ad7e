import { isOwnName, toAttributeKey } from "@/lib/attribute-names";
import { bounds } from "@/lib/events/bounds";
import { type EventType, isFields, isNone, type Refuse } from "@/lib/events/schema";

/** Of a name, in what a refusal calls the field. */
const SHOWN = 60;

/** Every trait of an identify or group call has to be kept under a name of its own, which is not one of Trig's; one that cannot is refused by name. */
export function checkTraits(
  { type, userId }: { type: EventType; userId: string | null },
  traits: Readonly<Record<string, unknown>>,
  refuse: Refuse,
): void {
  const names = Object.keys(traits);
  if (names.length > bounds.traitNames.most) {
    refuse(
      "traits",
      `One call may have ${bounds.traitNames.most} traits at most; this one has ${names.length}.`,
    );
    return;
  }
  for (const name of names) {
    const sentence = wrongWith(name, traits[name], type === "identify", userId);
    if (sentence) refuse(`traits.${name.length > SHOWN ? `${name.slice(0, SHOWN)}…` : name}`, sentence);
  }
}

function wrongWith(name: string, value: unknown, isPerson: boolean, userId: string | null): string | null {
  const { most } = bounds.traitNameLength;
  if (name.length > most) return `The name of a trait may have ${most} characters at most.`;
  const key = toAttributeKey(name);
  if (key === null) return "The name of a trait needs a letter or a digit.";
  if (key.length > most)
    return `The name of a trait may have ${most} characters at most, with its words apart.`;
  if (key === "email" && typeof value === "string" && value.length > bounds.emailLength.most)
    return `An email address may have ${bounds.emailLength.most} characters at most.`;
  if (!isOwnName(name) || (isPerson && repeatsUserId(key, value, userId))) return null;
  return `“${key}” is a name of Trig's own, which nobody else sets: send it under another name.`;
}

/** Whether a trait says nothing but the call's own user ID: many clients repeat it among the traits, or leave it empty there. */
export function repeatsUserId(key: string, value: unknown, userId: string | null): boolean {
  if (key !== "user_id") return false;
  return isNone(value) || (!isFields(value) && String(value).trim() === userId?.trim());
}
