import { type SQL, sql } from "drizzle-orm";
import { isMessageKind } from "@/lib/actions/is-message";
import { actionKinds } from "@/lib/actions/kinds";

const kinds = sql.join(
  actionKinds.filter(isMessageKind).map((kind) => sql.raw(`'${kind}'`)),
  sql`, `,
);

/** Whether a row of the ledger is a message to the customer, told by its kind. */
export function isCustomerMessage(kind: SQL): SQL {
  return sql`${kind} in (${kinds})`;
}
