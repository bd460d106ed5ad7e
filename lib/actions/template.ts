import type { Liquid, Template } from "liquidjs";
import { createEngine, plainValue } from "./liquid";
import { type ParsedTemplate, scanTemplate } from "./scan-template";

/** Around a value in marked text, so that the author's words and a customer's value cannot be mistaken for each other. */
export const VALUE_START = "\uE000";
export const VALUE_END = "\uE001";
const MARKS = /[\uE000\uE001]/g;

const words = (value: unknown): string => (value === null || value === undefined ? "" : String(value));
const engine = createEngine(words);
const markingEngine = createEngine((value) => VALUE_START + words(value).replace(MARKS, "") + VALUE_END);

/** A text is looked at again with every look at its programme, and while its author types in another one. */
const parsed = new Map<string, ParsedTemplate>();
const PARSED_AT_MOST = 200;

/** A template that does not read as its author meant it is a problem when it is saved, never a failure when it is sent. */
export function parseTemplate(text: string): ParsedTemplate {
  const known = parsed.get(text);
  if (known) return known;
  const fresh = parse(text);
  if (parsed.size >= PARSED_AT_MOST) parsed.clear();
  parsed.set(text, fresh);
  return fresh;
}

function parse(text: string): ParsedTemplate {
  const scan = scanTemplate(text);
  if (scan.problems.length > 0) return scan;
  try {
    engine.parse(text);
    return scan;
  } catch (error) {
    const detail = error instanceof Error ? error.message.replace(/, line:\d+, col:\d+/, "") : String(error);
    return {
      problems: [{ message: `This text cannot be read: ${detail}.` }],
      placeholders: scan.placeholders,
    };
  }
}

/** The author's words, byte for byte, with each placeholder replaced by its value; a missing value leaves nothing. */
export function renderTemplate(text: string, values: (key: string) => unknown): string {
  return render(engine, text, values);
}

/** The same words with each value between two marks, for channels whose formatting the author may use and values may not. */
export function renderMarkedTemplate(text: string, values: (key: string) => unknown): string {
  return render(markingEngine, text.replace(MARKS, ""), values);
}

interface Prepared {
  template: Template[];
  keys: string[];
}
/** The same few texts are rendered for thousands of customers: parse each once. */
const prepared = new WeakMap<Liquid, Map<string, Prepared>>();
const KEEP = 200;

function prepare(liquid: Liquid, text: string): Prepared {
  const known = prepared.get(liquid) ?? new Map<string, Prepared>();
  prepared.set(liquid, known);
  const found = known.get(text);
  if (found) return found;
  const fresh = { template: liquid.parse(text), keys: scanTemplate(text).placeholders };
  if (known.size >= KEEP) known.clear();
  known.set(text, fresh);
  return fresh;
}

function render(liquid: Liquid, text: string, values: (key: string) => unknown): string {
  const { template, keys } = prepare(liquid, text);
  const scope: Record<string, unknown> = Object.create(null);
  for (const key of keys) scope[key] = plainValue(values(key));
  return String(liquid.renderSync(template, scope));
}
