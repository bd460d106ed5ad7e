import { toAttributeKey } from "@/lib/attribute-names";
import { allowedFilters, knownTags } from "./allowed-words";

/** What is wrong with a template, and the words to put there instead where there are any. */
export interface TemplateProblem {
  message: string;
  fix?: string;
}

export interface ParsedTemplate {
  problems: TemplateProblem[];
  /** The attribute names it reads, as the author wrote them, each once. */
  placeholders: string[];
}

/** An attribute's name between braces: letters and digits of any script, of which not all are digits. */
export const NAME = "(?!\\p{N}+(?![\\p{L}\\p{M}_]))[\\p{L}\\p{N}_][\\p{L}\\p{N}\\p{M}_]*";
const TEXT = `"(?:\\\\.|[^"\\\\])*"|'(?:\\\\.|[^'\\\\])*'`;
const ARGUMENT = `(?:${NAME}\\s*:\\s*)?(?:${TEXT}|-?\\d+(?:\\.\\d+)?|${NAME})`;
const FILTER = `\\|\\s*(${NAME})\\s*(?::\\s*${ARGUMENT}(?:\\s*,\\s*${ARGUMENT})*\\s*)?`;
const PLACEHOLDER = new RegExp(`\\{\\s*(${NAME})\\s*((?:${FILTER})*)\\}`, "uy");
const EACH_FILTER = new RegExp(FILTER, "gu");
const BRACE = /[{}]/g;
const TAG = /\{%-?\s*([A-Za-z_#]*)([\s\S]*?)%\}/y;
/** In a tag a name may hold hyphens and question marks, too. */
const TAG_NAME = `${NAME}(?:[?-]+[\\p{L}\\p{N}\\p{M}_]+)*\\??`;
/** Inside a tag and behind a filter: a text, a filter, the name of a filter's argument or of a part, or the name of an attribute. */
const READ = new RegExp(
  `${TEXT}|\\|\\s*${NAME}|(?<!\\.)\\.\\s*${TAG_NAME}|${NAME}\\s*:|(?<name>${TAG_NAME})`,
  "gu",
);
const OPENED = new RegExp(`\\{\\s*(${NAME})`, "uy");
const RAW_END = /\{%-?\s*endraw\s*-?%\}/g;
const WHOLE_NAME = new RegExp(`^${NAME}$`, "u");
/** A fallback as other tools write it: {name || "there"}. */
const FALLBACK = new RegExp(`^(${NAME})\\s*(?:\\|\\|?|,)\\s*(["'][^"'{}]*["'])$`, "u");
const CURLY_QUOTES = /[\u201C\u201D\u201E\u2018\u2019]/;
/** Words that mean a value in the template language and can name no attribute. */
const RESERVED = new Set(["true", "false", "nil", "null", "empty", "blank"]);
const OPERATORS = new Set(["and", "or", "not", "contains"]);

/** After so many the author has seen what is wrong. */
const MOST_PROBLEMS = 20;
/** Of placeholders and tags in one text. */
export const MOST_PLACEHOLDERS = 500;

/** Every brace has to be one attribute name plus filters; anything else is named, with what the author most likely meant. */
export function scanTemplate(text: string): ParsedTemplate {
  const problems: TemplateProblem[] = [];
  const placeholders = new Set<string>();
  let tokens = 0;
  for (let at = nextBrace(text, 0); at !== -1 && problems.length < MOST_PROBLEMS; tokens++) {
    const token = text.startsWith("{%", at)
      ? readTag(text, at, placeholders)
      : readBrace(text, at, placeholders);
    problems.push(...token.problems);
    at = nextBrace(text, token.end);
  }
  if (tokens > MOST_PLACEHOLDERS && problems.length === 0) {
    const message = `It has ${tokens} placeholders; one text may have ${MOST_PLACEHOLDERS} at most.`;
    problems.push({ message });
  }
  return { problems, placeholders: [...placeholders] };
}

interface Token {
  end: number;
  problems: TemplateProblem[];
}

function nextBrace(text: string, from: number): number {
  return matchAt(BRACE, text, from)?.index ?? -1;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function readTag(text: string, at: number, placeholders: Set<string>): Token {
  const tag = matchAt(TAG, text, at);
  if (!tag) return { end: text.length, problems: [{ message: "“{%” is never closed by “%}”." }] };
  const [whole, name = "", inside = ""] = tag;
  const end = at + whole.length;
  if (name === "raw") {
    const close = matchAt(RAW_END, text, end);
    if (close) return { end: close.index + close[0].length, problems: [] };
    return { end: text.length, problems: [{ message: "“{% raw %}” is never closed by “{% endraw %}”." }] };
  }
  if (!knownTags.has(name)) {
    const message = `“${whole}” is not something a message can do. Messages know if, unless, case, raw and comment.`;
    return { end, problems: [{ message }] };
  }
  addNames(inside, placeholders);
  if (!CURLY_QUOTES.test(whole)) return { end, problems: [] };
  return { end, problems: [{ message: `“${whole}” has curly quotes.`, fix: straighten(whole) }] };
}

function addNames(code: string, placeholders: Set<string>): void {
  for (const { groups } of code.matchAll(READ)) {
    const name = groups?.name;
    if (name && !RESERVED.has(name) && !OPERATORS.has(name)) placeholders.add(name);
  }
}

function readBrace(text: string, at: number, placeholders: Set<string>): Token {
  const good = matchAt(PLACEHOLDER, text, at);
  if (good && !RESERVED.has(good[1] ?? "")) {
    placeholders.add(good[1] ?? "");
    addNames(good[2] ?? "", placeholders);
    return { end: at + good[0].length, problems: unknownFilters(good[0], good[1] ?? "", good[2] ?? "") };
  }
  const doubled = matchAt(/\{{2,9}([^{}\n]*)\}{2,9}/y, text, at);
  if (doubled) {
    const message = `“${doubled[0]}” has more than one pair of braces.`;
    return { end: at + doubled[0].length, problems: [{ message, fix: proposal(doubled[1] ?? "") }] };
  }
  const single = matchAt(/\{([^{}]*)\}/y, text, at);
  if (single) {
    const message = `“${single[0]}” is not one attribute name.`;
    return { end: at + single[0].length, problems: [{ message, fix: proposal(single[1] ?? "") }] };
  }
  return unbalanced(text, at);
}

function unbalanced(text: string, at: number): Token {
  const brace = text.charAt(at);
  const name = matchAt(OPENED, text, at);
  if (name) {
    const message = `“${name[0]}” has no closing brace.`;
    return { end: at + name[0].length, problems: [{ message, fix: `{${name[1]}}` }] };
  }
  const message = brace === "{" ? "A “{” is never closed." : "A “}” closes nothing.";
  return { end: at + 1, problems: [{ message, fix: keepAsText(brace) }] };
}

function unknownFilters(whole: string, name: string, filters: string): TemplateProblem[] {
  const unknown = [...filters.matchAll(EACH_FILTER)]
    .map((match) => match[1] ?? "")
    .filter((f) => !allowedFilters.has(f));
  return unknown.map((filter) => {
    const message = `“${whole}” uses “${filter}”, which is not a filter.`;
    return { message, fix: `{${name} | default: "${filter}"}` };
  });
}

/** What the author most likely meant by the words between two braces. */
function proposal(inner: string): string {
  const straight = straighten(inner).trim();
  const fallback = FALLBACK.exec(straight);
  if (fallback) return `{${fallback[1]} | default: ${fallback[2]}}`;
  const [name = "", ...filters] = straight.split("|");
  const key = attributeName(name);
  if (key) {
    const fixed = `{${[key, ...filters.map((filter) => filter.trim())].join(" | ")}}`;
    const match = matchAt(PLACEHOLDER, fixed, 0);
    if (match && match[0].length === fixed.length && !RESERVED.has(key)) return fixed;
  }
  return keepAsText(`{${inner}}`);
}

/** "First Name", "first-name" and "person.first_name" all mean first_name. */
function attributeName(words: string): string | null {
  if (!/^[\p{L}\p{N}\p{M}_ .-]+$/u.test(words)) return null;
  const key = toAttributeKey(words.trim().split(".").at(-1) ?? "");
  return key !== null && WHOLE_NAME.test(key) ? key : null;
}

function straighten(text: string): string {
  return text.replace(/[\u201C\u201D\u201E]/g, '"').replace(/[\u2018\u2019]/g, "'");
}

function keepAsText(text: string): string {
  return `{% raw %}${text}{% endraw %}`;
}
