/** How far a demo's or test instance's clock can be moved at a time, in milliseconds. */
export const clockSteps = {
  "+1 hour": 3_600_000,
  "+1 day": 86_400_000,
  "+5 days": 432_000_000,
} as const;
export type ClockStep = keyof typeof clockSteps;
