/** What attributes, events, their properties and jobs are called in a wild world: few names, so that they meet. */
export const attributeKeys = `
  plan seats active created_at signup_date renewal_date organization_name last_entry_to_trial_stage
  currently_member_of_trial_stage last_entry_to_second_stage currently_member_of_second_stage
  days_since_signup größe имя_at 2fa_enabled`
  .trim()
  .split(/\s+/);
export const eventNames = ["Project Created", "Signed In", "Signed In", 'It\'s "100%" _odd\\'];
export const propertyNames = ["plan", "amount", "a'b%\\", "due", "__proto__", "constructor"];
export const programmes = [
  { kind: "job", slug: "welcome" },
  { kind: "stage", slug: "trial" },
  { kind: "behaviour", slug: "welcome" },
] as const;
