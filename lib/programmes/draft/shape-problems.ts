import type { z } from "zod";
import { isActionKind } from "@/lib/actions/kinds";
import { nearestWord } from "@/lib/nearest-word";
import { keysAt, optionsAt, valueAt } from "@/lib/programmes/draft/definition-words";
import type { Problem } from "@/lib/programmes/schema";
import { isStepKind, mayStandInLanes } from "@/lib/programmes/steps";

type Issue = z.core.$ZodIssue;
interface Words {
  message: string;
  fix?: string | undefined;
}

/** What is wrong with the shape of a definition, one problem for each thing, in sentences. */
export function shapeProblems(json: unknown, issues: readonly Issue[]): Problem[] {
  return issues.flatMap((issue) => {
    if (issue.code !== "unrecognized_keys") return [problem(issue.path, wordsFor(json, issue))];
    return issue.keys.map((key) => problem([...issue.path, key], unknownKey(json, issue.path, key)));
  });
}

/** A path as authors write it: steps[0].delay.amount. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? String(key) : `${text}.${String(key)}`;
  }, "");
}

function problem(path: readonly PropertyKey[], { message, fix }: Words): Problem {
  return { check: "shape", severity: "error", path: pathText(path), message, ...(fix ? { fix } : {}) };
}

function unknownKey(json: unknown, path: readonly PropertyKey[], key: string): Words {
  const known = keysAt(json, path);
  const meant = nearestWord(key, known);
  const message = `"${key}" is not known here${meant ? `: did you mean "${meant}"?` : "."}`;
  return { message, fix: meant ? `Write "${meant}".` : `Remove it; known here: ${known.join(", ")}.` };
}

function wordsFor(json: unknown, issue: Issue): Words {
  const value = valueAt(json, issue.path);
  const name = nameOf(issue.path);
  if (value === undefined) return { message: `${name} is missing.`, fix: optionsHint(json, issue) };
  switch (issue.code) {
    case "invalid_type":
      return wrongType(name, issue.expected, value);
    case "invalid_value":
      return notAnOption(name, value, optionsAt(json, issue.path));
    case "invalid_union":
      return union(json, issue, name, value);
    case "too_small":
      return {
        message: `${name} must ${measure(issue.origin)} at least ${issue.minimum}${unit(issue.origin, issue.minimum)}.`,
      };
    case "too_big":
      return {
        message: `${name} must ${measure(issue.origin)} at most ${issue.maximum}${unit(issue.origin, issue.maximum)}.`,
      };
    case "invalid_format":
      return { message: formatWords(name, issue, value) };
    default:
      return { message: issue.message };
  }
}

function union(json: unknown, issue: Issue, name: string, value: unknown): Words {
  const options = optionsAt(json, issue.path);
  if (typeof value === "string" && options.length > 0) {
    if (isStepKind(value) && !mayStandInLanes(value)) {
      const why = isActionKind(value) ? ": these actions are immediate" : "";
      return { message: `A ${value} cannot stand here${why}.`, fix: 'Move it to "steps".' };
    }
    return notAnOption(name, value, options);
  }
  if (typeof value === "object")
    return { message: `${name} is not complete: it needs ${mark(json, issue)}.` };
  return { message: `${name} has a value of a type that does not fit here: ${shown(value)}.` };
}

function mark(json: unknown, issue: Issue): string {
  const keys = keysAt(json, issue.path);
  return `"${["kind", "op", "to"].find((key) => keys.includes(key)) ?? keys[0] ?? "kind"}"`;
}

function notAnOption(name: string, value: unknown, options: readonly string[]): Words {
  const meant = typeof value === "string" ? nearestWord(value, options) : null;
  return {
    message: `${name} cannot be ${shown(value)}${meant ? `: did you mean "${meant}"?` : "."}`,
    fix: meant ? `Write "${meant}".` : `It can be ${options.join(", ")}.`,
  };
}

function wrongType(name: string, expected: string, value: unknown): Words {
  const wanted: Record<string, string> = {
    string: "text",
    number: "a number",
    int: "a whole number",
    boolean: "true or false",
    array: "a list",
    object: "an object",
  };
  const numeric =
    typeof value === "string" && (expected === "number" || expected === "int") && value.trim() !== "";
  const fix =
    numeric && Number.isFinite(Number(value)) ? `Write ${Number(value)} without quotes.` : undefined;
  return { message: `${name} must be ${wanted[expected] ?? expected}, not ${shown(value)}.`, fix };
}

function formatWords(
  name: string,
  issue: Extract<Issue, { code: "invalid_format" }>,
  value: unknown,
): string {
  if (issue.format === "email") return `${name} is not an email address: ${shown(value)}.`;
  if (issue.format === "datetime")
    return `${name} is not a moment such as 2026-03-02T09:00:00Z: ${shown(value)}.`;
  return `${name} cannot be ${shown(value)}. ${issue.message}`;
}

function optionsHint(json: unknown, issue: Issue): string | undefined {
  const options = optionsAt(json, issue.path);
  return options.length > 0 ? `It can be ${options.join(", ")}.` : undefined;
}

function nameOf(path: readonly PropertyKey[]): string {
  const last = path.at(-1);
  if (last === undefined) return "The definition";
  return typeof last === "number" ? `Item ${last + 1} of "${String(path.at(-2))}"` : `"${String(last)}"`;
}

function measure(origin: string): string {
  return origin === "number" || origin === "int" ? "be" : "have";
}

function unit(origin: string, count: number | bigint): string {
  if (origin === "string") return Number(count) === 1 ? " character" : " characters";
  if (origin === "array") return Number(count) === 1 ? " entry" : " entries";
  return "";
}

function shown(value: unknown): string {
  if (value === null) return "nothing (null)";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
