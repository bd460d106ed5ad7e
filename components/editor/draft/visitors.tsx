import { Avatar } from "@/components/ui/avatar";
import type { Visitor } from "@/lib/programmes/draft/draft-answers";

interface Props {
  visitors: readonly Visitor[];
  /** What an id of the draft is called, where it is there. */
  nameOf: (selected: string) => string | null;
}

/** Who else has the draft open, and what they are at. */
export function Visitors({ visitors, nameOf }: Props) {
  if (visitors.length === 0) return null;
  const at = ({ name, selected }: Visitor) => {
    const place = selected === null ? null : nameOf(selected);
    return place ? `${name} is editing ${place}` : `${name} is here too`;
  };
  return (
    <ul className="flex -space-x-1.5" aria-label="Also in this draft">
      {visitors.map((visitor) => (
        <li key={visitor.name} title={at(visitor)}>
          <Avatar entity="person" name={visitor.name} />
          <span className="sr-only">{at(visitor)}</span>
        </li>
      ))}
    </ul>
  );
}
