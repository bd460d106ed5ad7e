/** How good or bad a state is; a screen shows it as the colour of a dot. */
export type Tone = "good" | "info" | "warn" | "bad" | "idle";
