import type { ExitCount, StandingCount } from "@/lib/insights/report/schema";
import type { PassTally } from "@/lib/insights/report/tally-passes";
import type { ProgrammeFigures } from "@/lib/words/figures";

export interface Folded {
  figures: ProgrammeFigures;
  exits: ExitCount[];
  standing: StandingCount[];
}

/** What a tally says of one version, or of all: the figures, why customers exited, and where those stand who are in it. */
export function foldTally(tally: readonly PassTally[], version: number | null): Folded {
  const figures = { entered: 0, open: 0, completed: 0, exited: 0 };
  const exits = new Map<ExitCount["reason"], number>();
  const standing = new Map<string | null, number>();
  for (const row of tally) {
    if (version !== null && row.version !== version) continue;
    figures.entered += row.customers;
    figures[row.status] += row.customers;
    if (row.status === "exited") exits.set(row.reason, (exits.get(row.reason) ?? 0) + row.customers);
    if (row.status === "open") standing.set(row.stepId, (standing.get(row.stepId) ?? 0) + row.customers);
  }
  return {
    figures,
    exits: [...exits]
      .map(([reason, customers]) => ({ reason, customers }))
      .sort((a, b) => b.customers - a.customers),
    standing: [...standing].map(([stepId, customers]) => ({ stepId, customers })),
  };
}
