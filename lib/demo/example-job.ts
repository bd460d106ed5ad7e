import { demoJobs } from "@/lib/demo/story";

/** The job that a workspace may begin with: the demo's first one. Outside of the demo it is sent from the workspace's own sender. */
export function exampleJob({ isDemo }: { isDemo: boolean }): {
  slug: string;
  definition: Record<string, unknown>;
} {
  const [{ slug, definition }] = demoJobs;
  if (isDemo) return { slug, definition };
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
