import type { Check } from "@/lib/programmes/checks/surroundings";
import { programmeRules } from "@/lib/programmes/kinds";
import type { Problem } from "@/lib/programmes/schema";

/** What a definition of its kind has to say, and what never changes once it was published. */
export const kinds: Check = ({ definition, published }) => {
  const problems: Problem[] = programmeRules[definition.kind].requirements.flatMap(({ isMet, ...problem }) =>
    isMet(definition) ? [] : [problem],
  );
  if (published && published.target !== definition.target) {
    const message = `This was published for ${plural[published.target]} and cannot become one for ${plural[definition.target]}.`;
    problems.push({ check: "target", severity: "error", path: "target", message, fix: "Make a new one." });
  }
  return problems;
};

const plural = { person: "people", organisation: "organisations" } as const;
