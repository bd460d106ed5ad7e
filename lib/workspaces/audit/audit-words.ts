import { auditedActs } from "@/lib/workspaces/audit/audited-acts";

/** What somebody did, as it reads after their name. */
export function auditWords(what: string): string {
  const found = Object.entries(auditedActs).find(([known]) => known === what);
  return found?.[1] ?? what;
}

/** The particulars of a change in words; "" where the act says it all. */
export function auditDetail(what: string, detail: Record<string, unknown>): string {
  const { version, role, old, mode, created, kind } = detail;
  if (what === "programme.published")
    return `version ${version}${mode ? `, ${modeWords[String(mode)] ?? mode}` : ""}`;
  if (what === "programme.version_restored") return `version ${version}`;
  if (what === "programme.customer_added" || what === "programme.customer_removed")
    return `${detail.customer}: ${detail.why}`;
  if (what === "programme.saved") return created ? "new" : "";
  if (what === "attribute.type_changed" || what === "member.role_changed")
    return `from ${old} to ${detail.new}`;
  if (what === "member.invited") return `as ${role}`;
  if (what === "key.made") return kind === "api" ? `for the API, as ${role}` : `for ${kind} events`;
  if (what === "workspace.changed") return changed(detail);
  return "";
}

const modeWords: Record<string, string> = {
  everyone: "for everyone who matched",
  first: "for the first ones",
  from_now_on: "for those from then on",
};

function changed(detail: Record<string, unknown>): string {
  const { settings, ...own } = detail;
  const inner = typeof settings === "object" && settings !== null ? Object.keys(settings) : [];
  return [...Object.keys(own), ...inner]
    .map((name) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`))
    .join(", ");
}
