/** So that there is room for a number behind it. */
const LONGEST = 50;

/** The address of a new programme, made of its name. Names of attributes are made of it in turn, so it is fixed from then on. */
export function slugFromName(name: string, otherwise = "job"): string {
  const slug = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+/, "")
    .slice(0, LONGEST)
    .replace(/-+$/, "");
  return slug || otherwise;
}
