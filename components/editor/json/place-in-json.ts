/** From where to where something stands in a text. */
export interface Range {
  from: number;
  to: number;
}

/** Where the value of a path stands in a JSON text, e.g. of "steps[0].body"; where there is none, what would hold it. Null for text that is no JSON. */
export function placeInJson(text: string, path: string): Range | null {
  try {
    return descend(text, skipBlank(text, 0), keysOf(path));
  } catch {
    return null;
  }
}

function keysOf(path: string): string[] {
  return [...path.matchAll(/[^.[\]]+/g)].map(([key]) => key);
}

/** The value that begins here, or the one within it that the keys lead to. */
function descend(text: string, at: number, keys: readonly string[]): Range {
  const [key, ...rest] = keys;
  const whole = { from: at, to: endOfValue(text, at) };
  if (key === undefined) return whole;
  for (const member of membersOf(text, at)) {
    if (member.key === key) return descend(text, member.at, rest);
  }
  return whole;
}

/** What an object or a list holds: each with its name or number, and where its value begins. */
function* membersOf(text: string, at: number): Generator<{ key: string; at: number }> {
  const isObject = text[at] === "{";
  if (!isObject && text[at] !== "[") return;
  let next = skipBlank(text, at + 1);
  for (let index = 0; text[next] !== "}" && text[next] !== "]" && next < text.length; index++) {
    let key = String(index);
    if (isObject) {
      const end = endOfText(text, next);
      key = String(JSON.parse(text.slice(next, end)));
      next = skipBlank(text, skipBlank(text, end) + 1);
    }
    yield { key, at: next };
    next = skipBlank(text, endOfValue(text, next));
    if (text[next] === ",") next = skipBlank(text, next + 1);
  }
}

function endOfValue(text: string, at: number): number {
  if (text[at] === '"') return endOfText(text, at);
  if (text[at] !== "{" && text[at] !== "[") {
    let end = at;
    while (end < text.length && !/[\s,\]}]/.test(text[end] ?? "")) end++;
    return end;
  }
  let depth = 0;
  for (let next = at; next < text.length; next++) {
    const sign = text[next];
    if (sign === '"') next = endOfText(text, next) - 1;
    else if (sign === "{" || sign === "[") depth++;
    else if ((sign === "}" || sign === "]") && --depth === 0) return next + 1;
  }
  return text.length;
}

function endOfText(text: string, at: number): number {
  let next = at + 1;
  while (next < text.length && text[next] !== '"') next += text[next] === "\\" ? 2 : 1;
  return next + 1;
}

function skipBlank(text: string, at: number): number {
  let next = at;
  while (/\s/.test(text[next] ?? "")) next++;
  return next;
}
