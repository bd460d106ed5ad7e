/** Runs once when the server process starts; requests wait for it. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { startOrExit } = await import("./inngest/start");
    await startOrExit();
    const { frontFor } = await import("./lib/edge/ingestion/front");
    const { answerCall } = await import("./app/v1/answer-call");
    // The server has no other way to what Next has bundled.
    Object.assign(globalThis, { trigFront: frontFor(answerCall) });
  }
}
