interface Known {
  attributes: Readonly<Record<string, unknown>>;
  email?: string | null;
  userId?: string | null;
  groupId?: string | null;
  domain?: string | null;
}

/** What a screen calls a person: the full name, else the email, else the user ID. */
export function personName(person: Known): string {
  const a = person.attributes;
  const full = [text(a.first_name), text(a.last_name)].filter(Boolean).join(" ");
  return text(a.name) || full || person.email || person.userId || "Unknown person";
}

/** What a sentence calls a person: the first name, else the same as everywhere. */
export function personShortName(person: Known): string {
  return text(person.attributes.first_name) || personName(person);
}

/** What a screen calls an organisation: its name, else its domain, else its group ID. */
export function organisationName(organisation: Known): string {
  const a = organisation.attributes;
  return (
    text(a.organization_name) ||
    text(a.name) ||
    organisation.domain ||
    organisation.groupId ||
    "Unknown organisation"
  );
}

function text(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}
