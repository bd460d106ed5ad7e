/** Where a fresh sign-in is told to the other tabs, and the page that tells it. */
export const SIGNED_IN_CHANNEL = "trig-signed-in";
export const SIGN_IN_HREF = "/sign-in?next=/signed-in";
