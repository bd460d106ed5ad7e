/** Slugs that would stand where Trig's own addresses are. */
const TAKEN = new Set(["api", "v1", "sign-in", "set-up", "join", "new-password", "signed-in", "account"]);

/** A workspace's part of the address, made of its name: lower-case words joined by hyphens. */
export function workspaceSlugOf(name: string): string {
  const slug = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40)
    .replace(/-+$/, "");
  return slug === "" || TAKEN.has(slug) ? `${slug || "main"}${slug ? "-workspace" : ""}` : slug;
}
