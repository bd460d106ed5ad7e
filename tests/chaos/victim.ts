import { folderOf } from "@/db/embedded/folder";
import { findPostmaster } from "@/db/embedded/postmaster";
import { type App, type AppOptions, launchApp, startApp } from "@/tests/support/app";
import type { Kill } from "./plan";

/** The app that is killed and started again, always on the same port and data folder. */
export async function startVictim(options: AppOptions) {
  const folder = folderOf(options.dataDir);
  let app: App = await startApp(options);
  const { port, url } = app;
  let words = "";
  let restarting: Promise<App> | null = null;
  return {
    url,
    /** Everything it has printed, in all its lives. */
    words: () => words + app.words(),
    /** SIGKILL to the app as the plan says; then it is started again. Answers with how long that took. */
    async killAndRestart({ postgresFirstMs, againAfterMs }: Kill): Promise<number> {
      const postmaster = findPostmaster(folder);
      if (postgresFirstMs !== null && postmaster) {
        process.kill(postmaster, "SIGKILL");
        await pause(postgresFirstMs);
      }
      await app.kill();
      words =
        `${words}${app.words()}\n--- killed${postgresFirstMs === null ? "" : " after PostgreSQL"} ---\n`.slice(
          -200_000,
        );
      if (againAfterMs !== null) {
        app = await launchApp({ ...options, port });
        await pause(againAfterMs);
        await app.kill();
      }
      const began = Date.now();
      restarting = startApp({ ...options, port });
      app = await restarting;
      return Date.now() - began;
    },
    stop: () => app.stop(),
    /** When this test itself is ended: nothing of it stays behind. */
    async abandon() {
      await restarting?.catch(() => undefined);
      await app.kill();
      const postmaster = findPostmaster(folder);
      if (postmaster) process.kill(postmaster, "SIGKILL");
    },
  };
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
export type Victim = Awaited<ReturnType<typeof startVictim>>;
