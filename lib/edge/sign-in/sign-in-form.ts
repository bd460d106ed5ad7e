import { AppError } from "@/lib/errors";

const MOST_CHARACTERS = 10_000;
const MOST_FIELDS = 20;

/** The fields of a form that signs in or out, sent as a form or as JSON; anything else is refused with a sentence. */
export function readSignInForm(text: string, contentType: string | null): URLSearchParams {
  if (text.length > MOST_CHARACTERS)
    throw new AppError("too_large", "A sign-in's form is not as long as this.");
  const fields = contentType?.includes("application/json")
    ? fieldsOf(text)
    : [...new URLSearchParams(text).entries()];
  if (fields.length > MOST_FIELDS) throw new AppError("invalid", "A sign-in's form has fewer fields.");
  return new URLSearchParams(fields.filter(([name, value]) => name !== "callbackUrl" || isHere(value)));
}

function fieldsOf(text: string): [string, string][] {
  const json = parsed(text);
  if (typeof json !== "object" || json === null || Array.isArray(json))
    throw new AppError("invalid", "A sign-in's form is an object of fields.");
  return Object.entries(json).map(([name, value]) => {
    if (typeof value !== "string" && typeof value !== "boolean")
      throw new AppError("invalid", `The field ${name.slice(0, 40)} must be text.`);
    return [name, String(value)];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("invalid", "The body is not JSON.");
  }
}

function isHere(url: string): boolean {
  return url.startsWith("/") || /^https?:\/\//.test(url);
}
