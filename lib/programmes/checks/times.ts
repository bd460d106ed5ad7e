import { findContradictions } from "@/lib/audiences/logic/contradictions";
import type { Check } from "@/lib/programmes/checks/surroundings";
import { filtersOf } from "@/lib/programmes/filters-of";
import type { Problem } from "@/lib/programmes/schema";

/** Two time conditions in one group can hold together. */
export const times: Check = ({ definition }) =>
  filtersOf(definition).flatMap(({ filter, path }) =>
    findContradictions(filter).map(
      ({ path: inside, message, fix }): Problem => ({
        check: "J15",
        severity: "error",
        path: `${path}.${inside}`,
        message,
        ...(fix ? { fix } : {}),
      }),
    ),
  );
