/** Deadlock found, could not serialise. */
const CODES = new Set(["40P01", "40001"]);
const TRIES = 8;

/** Whether two transactions ran into each other: one of them was undone as a whole, and may begin again. */
export function isCollision(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  if ("code" in error && typeof error.code === "string" && CODES.has(error.code)) return true;
  return "cause" in error && isCollision(error.cause);
}

/** Whether somebody else kept something locked for longer than we wait. */
export function isLockTimeout(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  if ("code" in error && error.code === "55P03") return true;
  return "cause" in error && isLockTimeout(error.cause);
}

/** Whether a statement took longer than it may. */
export function isTooSlow(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  if ("code" in error && error.code === "57014") return true;
  return "cause" in error && isTooSlow(error.cause);
}

/** Does a transaction again that was undone by a collision, a few times. */
export async function untilNoCollision<Result>(
  transaction: () => Promise<Result>,
  mayRepeat: (error: unknown) => boolean = isCollision,
): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await transaction();
    } catch (error) {
      if (tries === TRIES || !mayRepeat(error)) throw error;
    }
  }
}
