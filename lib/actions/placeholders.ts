import { toAttributeKey } from "@/lib/attribute-names";
import type { Attributes } from "@/lib/audiences/schema";
import type { AttributeTypes } from "@/lib/profiles/attributes/attribute-types";
import { readAttribute } from "@/lib/profiles/attributes/built-ins";
import { plainValue } from "./liquid";
import type { Sender } from "./schema";

/** Whom and what a message speaks of. An organisation's team note has no person. */
export interface PlaceholderSource {
  person: { attributes: Attributes; email: string | null; userId: string | null } | null;
  organisation: { attributes: Attributes } | null;
  programme: { name: string };
  sender: Sender | null;
  now: Date;
  /** Through which attributes are read. */
  types?: AttributeTypes;
  /** In which dates are read: the recipient's if the programme says so, else the workspace's. */
  zone: string;
}

/** What a placeholder stands for: the built-in names first, then the person's attribute, then their organisation's; dates in the reader's zone. */
export function placeholderValues(source: PlaceholderSource): (key: string) => unknown {
  return (written) => {
    const key = toAttributeKey(written) ?? written;
    if (key === "sender_name") return source.sender?.name ?? null;
    if (key === "job_name") return source.programme.name;
    return plainValue(personValue(source, key) ?? organisationValue(source, key), source.zone);
  };
}

function personValue({ person, types, now }: PlaceholderSource, key: string): unknown {
  if (!person) return null;
  if (key === "user_id") return person.userId;
  return readAttribute(person.attributes, key, now, types?.person) ?? (key === "email" ? person.email : null);
}

function organisationValue({ organisation, types, now }: PlaceholderSource, key: string): unknown {
  if (!organisation) return null;
  const read = (name: string) => readAttribute(organisation.attributes, name, now, types?.organisation);
  return read(key) ?? (key === "organization_name" ? read("name") : null);
}
