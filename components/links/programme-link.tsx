import { Link } from "@/components/ui/link";
import { programmeHref } from "@/lib/edge/pages/programme-href";
import { hasScreen, type NamedProgramme } from "@/lib/programme-kinds";

interface Props {
  workspace: string;
  programme: NamedProgramme;
  className?: string;
}

/** A programme's name, leading to its screen; plain text where its kind has none. */
export function ProgrammeLink({ workspace, programme, className = "" }: Props) {
  const { kind, slug, name } = programme;
  if (!hasScreen(kind))
    return (
      <span title={name} className={className}>
        {name}
      </span>
    );
  return (
    <Link href={programmeHref(workspace, { kind, slug })} title={name} className={`quiet-link ${className}`}>
      {name}
    </Link>
  );
}
