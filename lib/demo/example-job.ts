import { demoJobs } from "@/lib/demo/story";

/** The job that a workspace may begin with: the demo's first one, sent from the workspace's own sender rather than the demo's. */
export function exampleJob(): { slug: string; definition: Record<string, unknown> } {
  const [{ slug, definition }] = demoJobs;
  const { entry, steps, completion, exit } = definition;
  return {
    slug,
    definition: {
      ...definition,
      entry: entry.map(withoutSender),
      steps: steps.map(withoutSender),
      completion: completion.map(withoutSender),
      exit: exit.map(withoutSender),
    },
  };
}

function withoutSender(action: object): object {
  return Object.fromEntries(Object.entries(action).filter(([field]) => field !== "sender"));
}
