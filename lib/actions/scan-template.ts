import { allowedFilters, knownTags } from "./liquid";
import type { ParsedTemplate, TemplateProblem } from "./template";

const NAME = "[A-Za-z_][A-Za-z0-9_]*";
const ARGUMENT = `(?:${NAME}\\s*:\\s*)?(?:"(?:\\\\.|[^"\\\\])*"|'(?:\\\\.|[^'\\\\])*'|-?\\d+(?:\\.\\d+)?|${NAME})`;
const FILTER = `\\|\\s*(${NAME})\\s*(?::\\s*${ARGUMENT}(?:\\s*,\\s*${ARGUMENT})*\\s*)?`;
const PLACEHOLDER = new RegExp(`\\{\\s*(${NAME})\\s*((?:${FILTER})*)\\}`, "y");
const EACH_FILTER = new RegExp(FILTER, "g");
const TAG = /\{%-?\s*([A-Za-z_#]*)[\s\S]*?%\}/y;
const RAW_END = /\{%-?\s*endraw\s*-?%\}/g;
const CURLY_QUOTES = /[\u201C\u201D\u201E\u2018\u2019]/;
/** Words that mean a value in the template language and can name no attribute. */
const RESERVED = new Set(["true", "false", "nil", "null", "empty", "blank"]);

/** After so many the author has seen what is wrong. */
const MOST_PROBLEMS = 20;

/** Every brace has to be one attribute name plus filters; anything else is named, with what the author most likely meant. */
export function scanTemplate(text: string): ParsedTemplate {
  const problems: TemplateProblem[] = [];
  const placeholders = new Set<string>();
  for (let at = nextBrace(text, 0); at !== -1 && problems.length < MOST_PROBLEMS; ) {
    const token = text.startsWith("{%", at) ? readTag(text, at) : readBrace(text, at, placeholders);
    problems.push(...token.problems);
    at = nextBrace(text, token.end);
  }
  return { problems, placeholders: [...placeholders] };
}

interface Token {
  end: number;
  problems: TemplateProblem[];
}

function nextBrace(text: string, from: number): number {
  const found = text.slice(from).search(/[{}]/);
  return found === -1 ? -1 : from + found;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function readTag(text: string, at: number): Token {
  const tag = matchAt(TAG, text, at);
  if (!tag) return { end: text.length, problems: [{ message: "“{%” is never closed by “%}”." }] };
  const [whole, name = ""] = tag;
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
  if (!CURLY_QUOTES.test(whole)) return { end, problems: [] };
  return { end, problems: [{ message: `“${whole}” has curly quotes.`, fix: straighten(whole) }] };
}

function readBrace(text: string, at: number, placeholders: Set<string>): Token {
  const good = matchAt(PLACEHOLDER, text, at);
  if (good && !RESERVED.has(good[1] ?? "")) {
    placeholders.add(good[1] ?? "");
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
  const name = matchAt(new RegExp(`\\{\\s*(${NAME})`, "y"), text, at);
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
  const fallback = new RegExp(`^(${NAME})\\s*(?:\\|\\|?|,)\\s*(["'][^"'{}]*["'])$`).exec(straight);
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
  if (!/^[\w .-]+$/.test(words)) return null;
  const last = words.trim().split(".").at(-1) ?? "";
  const key = last
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .join("_")
    .toLowerCase();
  return /^[a-z]/.test(key) ? key : null;
}

function straighten(text: string): string {
  return text.replace(/[\u201C\u201D\u201E]/g, '"').replace(/[\u2018\u2019]/g, "'");
}

function keepAsText(text: string): string {
  return `{% raw %}${text}{% endraw %}`;
}
