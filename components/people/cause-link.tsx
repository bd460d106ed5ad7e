import { Link } from "@/components/ui/link";

interface Props {
  workspace: string;
  cause: { kind: "event" | "action" | "merge"; id: string };
  /** What the cause is called, where it is known. */
  name?: string | undefined;
}

const words = {
  event: "Said by an event",
  action: "Set by a job",
  merge: "Came from a person who turned out to be the same",
} as const;

/** What made an attribute change, leading there. */
export function CauseLink({ workspace, cause: { kind, id }, name }: Props) {
  const place = { event: "events", action: "deliveries", merge: "people" } as const;
  return (
    <Link href={`/${workspace}/${place[kind]}/${id}`} className="quiet-link">
      {name ?? words[kind]}
    </Link>
  );
}
