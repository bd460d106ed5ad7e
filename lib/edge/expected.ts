import "server-only";
import { isDatabaseUnavailable } from "@/db";
import { causeOf } from "@/lib/edge/cause-of";
import { AppError } from "@/lib/errors";

/** What may be told of an error: an expected one as it is, a database that is away as that, and of a bug only a reference to the log. */
export function expected(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isDatabaseUnavailable(error))
    return new AppError(
      "unavailable",
      "The database cannot be reached just now; nothing was changed. Try again.",
    );
  const reference = crypto.randomUUID().slice(0, 8);
  console.error(`Something failed (${reference}):`, causeOf(error));
  return new AppError(
    "unavailable",
    `Something went wrong on our side; nothing was changed. If it happens again, quote ${reference}.`,
  );
}
