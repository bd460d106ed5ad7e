import { DAY_MS } from "@/lib/time";

/** A sign-in ends after so long, however often it is used: a stolen one too. */
export const SIGN_IN_MS = 30 * DAY_MS;
