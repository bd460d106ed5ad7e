import { writeOf } from "@/lib/actions/kinds";
import { activityAttributes, canonicalKey } from "@/lib/attribute-names";
import { asks } from "@/lib/audiences/conditions/kinds";
import type { Condition } from "@/lib/audiences/schema";
import { catalogued, writesOf } from "@/lib/programmes/checks/known-attributes";
import type { Check, CheckInput } from "@/lib/programmes/checks/surroundings";
import { conditionsOf } from "@/lib/programmes/filters-of";
import { actionsOf } from "@/lib/programmes/flow";
import { programmeRules } from "@/lib/programmes/kinds";
import type { Definition, Problem } from "@/lib/programmes/schema";

interface Link {
  key: string;
  definition: Definition;
}

/** Programmes that hand customers on to each other: somebody writes each flag, somebody reads it, and nobody goes round for ever. */
export const chains: Check = (input) => [
  ...unwrittenFlags(input),
  ...unreadFlags(input),
  ...circle(input),
  ...silentEnd(input),
];

const flag = /^(?:completed|failed|entered|exited)_/;

function unwrittenFlags(input: CheckInput): Problem[] {
  const written = new Set(writesOf(input).map(({ key }) => key));
  return conditionsOf(input.definition).flatMap(({ asks: { attribute }, entity, path, role }): Problem[] => {
    if (role !== "audience" || !attribute) return [];
    const key = canonicalKey(attribute.attribute);
    if (written.has(key)) return [];
    const at = `${path}.attribute`;
    const entry = catalogued(input, entity, key);
    if (entry?.kind === "trig_set") {
      const message = `No action sets ${key} any more: nobody new can match.`;
      return [{ check: "C01", severity: "warning", path: at, message }];
    }
    if (entry || attribute.is.op !== "is_true" || !flag.test(key)) return [];
    const message = `The audience waits for ${key}, which no action sets.`;
    return [
      {
        check: "C01",
        severity: "error",
        path: at,
        message,
        fix: "Add an update action where it should be set, or correct the name.",
      },
    ];
  });
}

function unreadFlags(input: CheckInput): Problem[] {
  const read = new Set(links(input).flatMap(({ definition }) => [...keysRead(definition)]));
  return actionsOf(input.definition).flatMap(({ action, path }): Problem[] => {
    const write = writeOf(action);
    if (!write || read.has(canonicalKey(write.attribute))) return [];
    const message = `Nothing reads ${write.attribute} yet.`;
    return [{ check: "C02", severity: "note", path: `${path}.attribute`, message }];
  });
}

function circle(input: CheckInput): Problem[] {
  const all = links(input).filter(({ key, definition }) => comesBack(key, definition));
  const own = all[0];
  if (!own || own.definition !== input.definition) return [];
  const reached = new Set<string>();
  const open = all.filter((next) => feeds(own, next));
  for (let next = open.pop(); next; next = open.pop()) {
    const from = next;
    if (reached.has(from.key)) continue;
    reached.add(from.key);
    open.push(...all.filter((after) => feeds(from, after)));
  }
  if (!reached.has(own.key)) return [];
  const others = [...reached].filter((key) => key !== own.key);
  const { kind } = input.definition;
  const message =
    others.length === 0
      ? `This ${kind} feeds itself: a customer would go round for ever.`
      : `This ${kind} and ${others.join(", ")} feed each other: a customer would go round for ever.`;
  return [
    {
      check: "C03",
      severity: "error",
      path: "audience",
      message,
      fix: 'Set "reentry" to { "kind": "never" } in one of them.',
    },
  ];
}

function silentEnd(input: CheckInput): Problem[] {
  const { definition } = input;
  const leavesFlag = [...definition.completion, ...definition.exit].some(
    (action) => writeOf(action) !== null,
  );
  if (!programmeRules[definition.kind].intervenes || leavesFlag) return [];
  const words = input.ownSlug.replaceAll("-", "_");
  const follower = input.programmes.find(
    (other) =>
      other.status !== "archived" &&
      other.definition &&
      [...keysRead(other.definition)].some(
        (key) => flag.test(key) && key.replace(flag, "").startsWith(words),
      ),
  );
  if (!follower) return [];
  const message = `${follower.name} waits for a flag of this ${definition.kind}, which sets none on completion or exit.`;
  return [
    {
      check: "C04",
      severity: "warning",
      path: "completion",
      message,
      fix: "Set a completed_ attribute on completion and a failed_ one on exit.",
    },
  ];
}

/** This definition first, then the others that are not archived. */
function links(input: CheckInput): Link[] {
  const others = input.programmes.flatMap(({ kind, slug, status, definition }) =>
    definition && status !== "archived" ? [{ key: `${kind}:${slug}`, definition }] : [],
  );
  return [{ key: `${input.definition.kind}:${input.ownSlug}`, definition: input.definition }, ...others];
}

function feeds(from: Link, to: Link): boolean {
  if (from.definition.target !== to.definition.target) return false;
  const writes = actionsOf(from.definition).flatMap(({ action }) => {
    const write = writeOf(action);
    return write ? [canonicalKey(write.attribute)] : [];
  });
  const [kind = "", slug = ""] = from.key.split(":");
  const names = activityAttributes({ kind: from.definition.kind, slug });
  const marks = new Set([...writes, names.lastCompletion, names.lastExit]);
  return to.definition.audience.any.some((group) =>
    group.all.some((condition) => asksFor(condition, marks) || asksAfter(condition, kind, slug)),
  );
}

function asksFor(condition: Condition, keys: ReadonlySet<string>): boolean {
  const { attribute } = asks(condition);
  if (attribute?.of !== "self" || attribute.is.op === "has_no_value") return false;
  return keys.has(canonicalKey(attribute.attribute));
}

function asksAfter(condition: Condition, kind: string, slug: string): boolean {
  const { programme } = asks(condition);
  if (!programme || programme.of !== kind || programme.slug !== slug) return false;
  return programme.is === "has_entered" || programme.is === "has_completed" || programme.is === "has_exited";
}

function comesBack(key: string, { reentry, exclusions }: Definition): boolean {
  const [kind, slug] = key.split(":");
  const excludesItself = exclusions.some((condition) => {
    const { programme } = asks(condition);
    if (!programme || programme.of !== kind || programme.slug !== slug) return false;
    return programme.is === "has_entered";
  });
  return reentry.kind !== "never" && !excludesItself;
}

function keysRead(definition: Definition): Set<string> {
  return new Set(
    conditionsOf(definition).flatMap(({ asks: { attribute } }) =>
      attribute ? [canonicalKey(attribute.attribute)] : [],
    ),
  );
}
