import type { NewsEvent } from "@/lib/pipeline/schema";
import { setAttribute } from "@/lib/profiles/attributes/set-attribute";
import { addressSaidBy, takeAddress } from "@/lib/profiles/identity/present-address";
import type { Customer } from "@/lib/profiles/schema";

/** Takes over what an event says of the address of whom it is about; one that is not taken over is remembered with the reason. */
export function applyAddress(person: Customer, event: NewsEvent): void {
  const said = addressSaidBy(event);
  if (!said) return;
  const { emailSince } = person;
  const { kind } = takeAddress(person, said);
  if (kind === "older") person.timed = true;
  if (person.emailSince !== emailSince) person.touched = true;
  if (kind === "same" || kind === "taken")
    setAttribute(person, "email", said.address, event.occurredAt, { kind: "event", id: event.id });
  else if (kind !== "named" && !said.onlyNames) {
    const cause = { kind: "event", id: event.id } as const;
    person.ignored.push({ key: "email", value: said.address, at: event.occurredAt, reason: kind, cause });
  }
}
