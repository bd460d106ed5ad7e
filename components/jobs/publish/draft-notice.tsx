import { CircleAlert, PencilLine } from "lucide-react";
import { mainLink } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { publishHref } from "@/lib/edge/pages/programme-href";
import { plural } from "@/lib/words/figures";

interface Props {
  workspace: string;
  slug: string;
  /** How much is different from what runs; null where nothing runs yet. */
  changes: number | null;
  errors: number;
}

/** Says that there is something in the draft that does not run yet, and leads to where it goes live. */
export function DraftNotice({ workspace, slug, changes, errors }: Props) {
  const isBroken = errors > 0;
  const Icon = isBroken ? CircleAlert : PencilLine;
  const title =
    changes === null
      ? isBroken
        ? "It is not ready to go live"
        : "It is ready to go live"
      : `${plural(changes, "change")} not published yet`;
  const about = isBroken
    ? `${plural(errors, "error has", "errors have")} to be mended first.`
    : changes === null
      ? "Nobody enters before you say who may."
      : "What runs is the published version.";
  return (
    <div className="card mb-6 flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-3.5">
      <Icon aria-hidden size={18} className={`shrink-0 ${isBroken ? "text-bad-ink" : "text-accent"}`} />
      <div className="min-w-0 flex-1 basis-56">
        <h2 className="font-medium">{title}</h2>
        <p className="text-sm text-pretty text-ink-2">{about}</p>
      </div>
      <Link href={publishHref(workspace, slug)} className={mainLink}>
        {isBroken ? "What is wrong" : "Publish …"}
      </Link>
    </div>
  );
}
