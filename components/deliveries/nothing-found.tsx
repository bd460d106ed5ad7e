import { Send } from "lucide-react";
import { hrefWithout } from "@/components/deliveries/filter-chips";
import { Empty } from "@/components/ui/empty";
import { Link } from "@/components/ui/link";
import type { Chip, ChosenDeliveries } from "@/lib/insights/deliveries/delivery-filter";

interface Props {
  here: string;
  chosen: ChosenDeliveries;
  chips: Chip[];
  /** Those without which there would be something. */
  tooNarrow: Chip[];
}

/** An empty ledger: nothing sent yet, or which of the filters to take away. */
export function NothingFound({ here, chosen, chips, tooNarrow }: Props) {
  if (chips.length === 0)
    return (
      <Empty icon={Send} title="Nothing sent yet">
        As soon as a customer enters a live job, what it sends stands here, exactly as it was sent.
      </Empty>
    );
  return (
    <Empty
      icon={Send}
      title={chips.length === 1 ? "Nothing matches this filter" : "Nothing matches these filters together"}
    >
      {tooNarrow.length === 0 ? (
        "Not one of them alone is to blame: take away more than one."
      ) : (
        <>
          There is something without{" "}
          {tooNarrow.map(({ names, label, words }, place) => (
            <span key={label}>
              {place === 0 ? null : place === tooNarrow.length - 1 ? " or " : ", "}
              <Link
                href={hrefWithout(here, chosen, names)}
                className="font-medium text-accent hover:underline"
              >
                {label.toLowerCase()} “{words.replace(/\.$/, "")}”
              </Link>
            </span>
          ))}
          .
        </>
      )}
    </Empty>
  );
}
