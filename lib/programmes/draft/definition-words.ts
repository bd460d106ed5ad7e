import { z } from "zod";
import { definitionSchema } from "@/lib/programmes/definition-schema";

interface Node {
  properties?: Record<string, Node>;
  items?: Node;
  anyOf?: Node[];
  oneOf?: Node[];
  const?: unknown;
  enum?: unknown[];
  /** What holds itself (steps in the arms of a step) is described once and named from then on, as "#/$defs/…". */
  $ref?: string;
  $defs?: Record<string, Node>;
}
const nodeSchema: z.ZodType<Node> = z.lazy(() =>
  z.object({
    properties: z.record(z.string(), nodeSchema).optional(),
    items: nodeSchema.optional(),
    anyOf: z.array(nodeSchema).optional(),
    oneOf: z.array(nodeSchema).optional(),
    const: z.unknown().optional(),
    enum: z.array(z.unknown()).optional(),
    $ref: z.string().optional(),
    $defs: z.record(z.string(), nodeSchema).optional(),
  }),
);

let root: Node | undefined;

/** The words that may stand as keys at a place of a definition, as far as what is written there says which kind it is. */
export function keysAt(json: unknown, path: readonly PropertyKey[]): string[] {
  return [...new Set(nodesAt(json, path).flatMap((node) => Object.keys(node.properties ?? {})))];
}

/** The fixed words that may stand as the value at a place of a definition. */
export function optionsAt(json: unknown, path: readonly PropertyKey[]): string[] {
  const values = nodesAt(json, path).flatMap(
    (node) => node.enum ?? (node.const === undefined ? [] : [node.const]),
  );
  return [...new Set(values.filter((value) => typeof value === "string"))];
}

/** What is written at a path; undefined where nothing is. */
export function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  let value = json;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

function nodesAt(json: unknown, path: readonly PropertyKey[]): Node[] {
  root ??= nodeSchema.parse(z.toJSONSchema(definitionSchema, { io: "input", unrepresentable: "any" }));
  let nodes = unfold(root, json);
  for (const [depth, key] of path.entries()) {
    const value = valueAt(json, path.slice(0, depth + 1));
    nodes = nodes
      .map((node) => (typeof key === "number" ? node.items : node.properties?.[String(key)]))
      .flatMap((node) => (node ? unfold(node, value) : []));
  }
  return nodes;
}

/** The alternatives of a node that fit the kind or operator written there; all of them when none does. */
function unfold(node: Node, value: unknown): Node[] {
  const named = node.$ref && root?.$defs?.[node.$ref.replace("#/$defs/", "")];
  if (named) return unfold(named, value);
  const choices = [...(node.anyOf ?? []), ...(node.oneOf ?? [])];
  if (choices.length === 0) return [node];
  const fitting = choices.filter((choice) => fits(choice, value));
  return (fitting.length > 0 ? fitting : choices).flatMap((choice) => unfold(choice, value));
}

function fits(choice: Node, value: unknown): boolean {
  for (const mark of ["kind", "op", "to"]) {
    const wanted = choice.properties?.[mark];
    const written = valueAt(value, [mark]);
    if (wanted && written !== undefined && (wanted.const === written || wanted.enum?.includes(written)))
      return true;
  }
  return false;
}
