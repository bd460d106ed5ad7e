/** Everything that is recorded of members and programs, and how it reads after who did it. */
export const auditedActs = {
  "programme.saved": "saved the draft of",
  "programme.published": "published",
  "programme.paused": "paused",
  "programme.resumed": "resumed",
  "programme.archived": "archived",
  "programme.opened": "opened to all",
  "delivery.sent_again": "sent again",
  "key.made": "made the key",
  "key.revoked": "revoked the key",
  "integration.saved": "changed the connection to",
  "workspace.changed": "changed the settings of",
  "workspace.made": "made the workspace",
  "member.invited": "invited",
  "member.joined": "joined as",
  "member.role_changed": "changed the role of",
  "member.removed": "removed",
  "invitation.revoked": "took back the invitation of",
  "clock.moved": "moved the clock",
} as const;
export type AuditedAct = keyof typeof auditedActs;
