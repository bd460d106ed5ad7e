import "server-only";
import { existsSync } from "node:fs";
import { AppError } from "@/lib/errors";

/** Runs a command of the product with the environment that `npm start` has: prints its answer, or what was wrong in one sentence. */
export function runCommand(work: (args: readonly string[]) => Promise<string>): void {
  for (const file of [".env.local", ".env"]) if (existsSync(file)) process.loadEnvFile(file);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
  work(process.argv.slice(2)).then(
    (words) => {
      process.stdout.write(`${words}\n`);
      process.exit(0);
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof AppError ? error.message : String(error)}\n`);
      process.exit(1);
    },
  );
}
