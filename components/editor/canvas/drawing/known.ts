import type { Box, Gap, Layout, Row } from "@/components/editor/canvas/drawing/boxes";

/** A drawing in which every card and gap that is as before is the very same one, so that nothing of it renders anew. */
export function withKnown(layout: Layout, before: Layout | null): Layout {
  if (!before) return layout;
  return {
    ...layout,
    boxes: keep(layout.boxes, before.boxes, ({ id }) => id),
    gaps: keep(layout.gaps, before.gaps, ({ key }) => key),
  };
}

function keep<One extends Box | Gap>(
  after: readonly One[],
  before: readonly One[],
  nameOf: (one: One) => string,
): readonly One[] {
  const known = new Map(before.map((one) => [nameOf(one), one]));
  const kept = after.map((one) => {
    const old = known.get(nameOf(one));
    return old && isSame(old, one) ? old : one;
  });
  return kept.length === before.length && kept.every((one, index) => one === before[index]) ? before : kept;
}

/** A gap's key says its place, so that need not be compared. */
function isSame(a: object, b: object): boolean {
  const before = Object.entries(a);
  const after = new Map(Object.entries(b));
  return (
    before.length === after.size &&
    before.every(([name, value]) => name === "place" || isEqual(value, after.get(name)))
  );
}

/** Steps and filters are the same only if they are the very same; rows are made anew with every drawing. */
function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  return isRows(a) && isRows(b) && a.length === b.length && a.every((row, at) => isSameRow(row, b[at]));
}

function isRows(value: unknown): value is Row[] {
  return Array.isArray(value);
}

function isSameRow(a: Row, b: Row | undefined): boolean {
  return a.step === b?.step && a.y === b.y && a.height === b.height;
}
