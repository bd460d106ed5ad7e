import type { Check } from "@/lib/programmes/checks/surroundings";
import type { Problem } from "@/lib/programmes/schema";

/** What is fixed for a kind of programme, and what never changes once it was published. */
export const kinds: Check = ({ definition, published }) => {
  const problems: Problem[] = [];
  if (definition.kind === "behaviour" && definition.reentry.kind !== "never") {
    const message = "A behaviour happens once: nobody enters it a second time.";
    problems.push({
      check: "B02",
      severity: "error",
      path: "reentry",
      message,
      fix: 'Use a job, or { "kind": "never" }.',
    });
  }
  if (definition.kind === "behaviour" && !definition.leaveWhenAudienceStops) {
    const message = "A behaviour is left when its entry criteria stop matching.";
    problems.push({
      check: "B02",
      severity: "error",
      path: "leaveWhenAudienceStops",
      message,
      fix: "Write true.",
    });
  }
  if (published && published.target !== definition.target) {
    const message = `This was published for ${people(published.target)} and cannot become one for ${people(definition.target)}.`;
    problems.push({ check: "target", severity: "error", path: "target", message, fix: "Make a new one." });
  }
  return problems;
};

function people(target: "person" | "organisation"): string {
  return target === "person" ? "people" : "organisations";
}
