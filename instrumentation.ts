/** Runs once when the server process starts; requests wait for it. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { startOrExit } = await import("./inngest/start");
    await startOrExit();
  }
}
