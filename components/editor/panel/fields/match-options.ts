/** Something that can be chosen from a list while its name is typed. */
export interface Option {
  /** Unlike that of every other in its list. */
  id: string;
  label: string;
  /** Beside it: its type, or where it comes from. */
  note?: string;
  /** The heading that it stands under. */
  section?: string;
  /** Other words by which it is found. */
  also?: string;
}

const MOST_SHOWN = 60;

/** The options whose words hold everything that was typed: those that begin with it first, then in their own order, under their headings. */
export function matchOptions<One extends Option>(options: readonly One[], typed: string): One[] {
  const words = plain(typed).split(" ").filter(Boolean);
  const ranked = options.flatMap((option) => {
    const rank = rankOf(option, words);
    return rank === null ? [] : [{ option, rank }];
  });
  const sections = [...new Set(options.map(({ section }) => section))];
  const best = ranked.sort((a, b) => a.rank - b.rank).slice(0, MOST_SHOWN);
  return sections.flatMap((section) =>
    best.filter(({ option }) => option.section === section).map(({ option }) => option),
  );
}

/** first_name, First Name and first-name are looked for alike. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s_-]+/g, " ")
    .trim();
}

function rankOf({ label, also = "", note = "" }: Option, words: readonly string[]): number | null {
  const [first] = words;
  if (first === undefined) return 1;
  const name = plain(label);
  const all = `${name} ${plain(also)} ${plain(note)}`;
  if (!words.every((word) => all.includes(word))) return null;
  if (name === words.join(" ")) return 0;
  return name.startsWith(first) ? 1 : name.includes(first) ? 2 : 3;
}
