import "server-only";
import type { Context } from "@/lib/context";
import { listOrganisations } from "@/lib/insights/customers/list-organisations";
import { listPeople } from "@/lib/insights/customers/list-people";
import { listNames } from "@/lib/insights/programmes/list-of-kind";
import type { NamedProgramme } from "@/lib/programme-kinds";
import { matchesWords } from "@/lib/words/matches-words";

/** What a member can go to by name. */
export interface FoundPlaces {
  jobs: NamedProgramme<"job">[];
  people: { id: string; name: string; email: string | null; organisation: string | null }[];
  organisations: { id: string; name: string; people: number }[];
}

const MOST_OF_A_KIND = 6;

/** The first jobs, people and organisations whose names begin with what was typed; of nothing typed, the first jobs. */
export async function findPlaces(ctx: Context, typed: string): Promise<FoundPlaces> {
  const search = typed.trim();
  const [jobs, people, organisations] = await Promise.all([
    listNames(ctx, "job"),
    search ? listPeople(ctx, search, null, MOST_OF_A_KIND) : null,
    search ? listOrganisations(ctx, search, null, MOST_OF_A_KIND) : null,
  ]);
  return {
    jobs: jobs.filter(({ name }) => matchesWords(search, name)).slice(0, MOST_OF_A_KIND),
    people: (people?.rows ?? []).map(({ id, name, email, organisation }) => ({
      id,
      name,
      email,
      organisation: organisation?.name ?? null,
    })),
    organisations: (organisations?.rows ?? []).map(({ id, name, people: count }) => ({
      id,
      name,
      people: count,
    })),
  };
}
